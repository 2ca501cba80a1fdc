import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Section } from '../persistence/persistence.js'
import { type Cloud9State, environmentOf } from './environment.js'
import type { Provisioning } from './provisioning.js'

export function deleteOperation(
  section: Section<Cloud9State>,
  work: Provisioning,
): NamedOperations['operations'] {
  return { DeleteEnvironment }

  async function DeleteEnvironment(input: Members): Promise<Members> {
    const { environmentId } = readInput(
      v.strictObject({ environmentId: v.string() }),
      input,
      'BadRequestException',
    )
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
