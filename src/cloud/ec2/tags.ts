import * as v from 'valibot'
import type { Members, NamedOperations, Value } from '../service.js'
import { ServiceError } from '../service.js'
import type { Ec2Context } from './context.js'
import { notFound } from './errors.js'
import { read } from './input.js'
import { LISTING, listed } from './listing.js'
import { typeOfId, type ResourceType } from './resource-ids.js'
import type { Ec2State } from './state.js'

const Tag = v.strictObject({
  Key: v.pipe(v.string(), v.minLength(1), v.maxLength(127)),
  Value: v.optional(v.pipe(v.string(), v.maxLength(255)), ''),
})

/** `TagSpecification` of the operations that create something. */
export const TagSpecifications = v.optional(
  v.array(v.strictObject({ ResourceType: v.string(), Tag: v.optional(v.array(Tag), []) })),
  [],
)

export type Tags = Readonly<Record<string, string>>

/** The tags that a request gives to resources of this type. */
export function tagsFor(
  type: ResourceType,
  specifications: v.InferOutput<typeof TagSpecifications>,
  passedOver: readonly string[] = [],
): Tags {
  const other = specifications.find(
    ({ ResourceType }) => ResourceType !== type && !passedOver.includes(ResourceType),
  )
  if (other !== undefined)
    throw new ServiceError(
      'InvalidParameterValue',
      `'${other.ResourceType.slice(0, 100)}' is not a valid taggable resource type for this operation.`,
    )
  const tags = specifications.filter(({ ResourceType }) => ResourceType === type).flatMap(({ Tag }) => Tag)
  for (const { Key } of tags) refuseReserved(Key)
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))
}

export function addTags(draft: Ec2State, id: string, tags: Tags): void {
  if (Object.keys(tags).length > 0) draft.tags[id] = { ...draft.tags[id], ...tags }
}

/** A resource's tags as an answer shows them. */
export function tagSet(state: Ec2State, id: string): readonly Value[] {
  return Object.entries(state.tags[id] ?? {}).map(([key, value]) => ({ key, value }))
}

export function tagOperations({ section }: Ec2Context): NamedOperations['operations'] {
  return { CreateTags, DescribeTags }

  async function CreateTags(input: Members): Promise<Members> {
    const { ResourceId, Tag: given } = read(
      v.strictObject({ ResourceId: v.array(v.string()), Tag: v.array(Tag) }),
      input,
    )
    for (const { Key } of given) refuseReserved(Key)
    await section.change((draft) => {
      for (const id of ResourceId) {
        requireResource(draft, id)
        addTags(draft, id, Object.fromEntries(given.map(({ Key, Value }) => [Key, Value])))
      }
    })
    return { return: true }
  }

  async function DescribeTags(input: Members): Promise<Members> {
    const all = Object.entries(section.now.tags).flatMap(([resourceId, tags]) =>
      Object.entries(tags).map(([key, value]) => ({
        resourceId,
        resourceType: typeOfId(resourceId),
        key,
        value,
      })),
    )
    const page = listed(
      section.now,
      read(v.strictObject(LISTING), input),
      all,
      ({ resourceId }) => resourceId,
      (tag) => ({
        'resource-id': tag.resourceId,
        'resource-type': tag.resourceType,
        key: tag.key,
        value: tag.value,
      }),
    )
    return { tagSet: page.items, nextToken: page.nextToken }
  }
}

function refuseReserved(key: string): void {
  if (key.toLowerCase().startsWith('aws:'))
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ( ${key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`,
    )
}

function requireResource(state: Ec2State, id: string): void {
  const type = typeOfId(id)
  if (type === null) throw new ServiceError('InvalidID', `The ID '${id.slice(0, 100)}' is not valid`)
  const rules = Object.values(state.securityGroups).flatMap((group) =>
    group.rules.map(({ ruleId }) => ruleId),
  )
  const { vpcs, subnets, internetGateways, securityGroups, instances } = state
  const owners = [vpcs, subnets, internetGateways, securityGroups, instances]
  if (!owners.some((owner) => Object.hasOwn(owner, id)) && !rules.includes(id)) throw notFound(type, id)
}
