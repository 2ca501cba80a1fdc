import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { type Cloud9State, type Environment, environmentOf } from './environment.js'

/** What an environment may have. */
const MOST_TAGS = 50

const Key = v.pipe(v.string(), v.minLength(1), v.maxLength(128))
export const TagList = v.pipe(
  v.array(v.strictObject({ Key, Value: v.pipe(v.string(), v.maxLength(256)) })),
  v.maxLength(MOST_TAGS),
)

/** Throws BadRequestException for a key that is AWS's own. */
export function tagsIn(list: v.InferOutput<typeof TagList>): Record<string, string> {
  const reserved = list.find((tag) => tag.Key.toLowerCase().startsWith('aws:'))
  if (reserved !== undefined)
    throw new ServiceError('BadRequestException', `Tag keys cannot start with 'aws:': ${reserved.Key}`)
  return Object.fromEntries(list.map((tag) => [tag.Key, tag.Value]))
}

export function arnOf({ environmentId }: Environment, { region, account }: Settings): string {
  return `arn:aws:cloud9:${region}:${account}:environment:${environmentId}`
}

export function tagOperations(
  section: Section<Cloud9State>,
  settings: Settings,
): NamedOperations['operations'] {
  return { ListTagsForResource }

  async function ListTagsForResource(input: Members): Promise<Members> {
    const { ResourceARN } = readInput(
      v.strictObject({ ResourceARN: v.string() }),
      input,
      'BadRequestException',
    )
    const { tags } = named(section.now, ResourceARN)
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }
  }

  function named(state: Cloud9State, arn: string): Environment {
    const environment = environmentOf(state, arn.slice(arn.lastIndexOf(':') + 1))
    if (arnOf(environment, settings) !== arn)
      throw new ServiceError('NotFoundException', `There is no resource ${arn.slice(0, 200)}.`, 404)
    return environment
  }
}
