import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Section } from '../persistence/persistence.js'
import { type Cloud9State, environmentOf } from './environment.js'
import type { Provisioning } from './provisioning.js'

const UpdateRequest = v.object({
  environmentId: v.string(),
  name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
  description: v.optional(v.pipe(v.string(), v.maxLength(200))),
})

export function updateOperations(
  section: Section<Cloud9State>,
  work: Provisioning,
): NamedOperations['operations'] {
  return { UpdateEnvironment, DeleteEnvironment }

  async function UpdateEnvironment(input: Members): Promise<Members> {
    const { environmentId, name, description } = readInput(UpdateRequest, input, 'BadRequestException')
    await section.change((draft) => {
      const environment = environmentOf(draft, environmentId)
      environment.name = name ?? environment.name
      environment.description = description ?? environment.description
    })
    return {}
  }

  async function DeleteEnvironment(input: Members): Promise<Members> {
    const { environmentId } = readInput(v.object({ environmentId: v.string() }), input, 'BadRequestException')
    await section.change((draft) => {
      const environment = environmentOf(draft, environmentId)
      if (environment.status === 'DELETING')
        throw new ServiceError('ConflictException', 'The environment is already being deleted.', 409)
      environment.status = 'DELETING'
      environment.reason = null
    })
    work.carryOn(environmentId)
    return {}
  }
}
