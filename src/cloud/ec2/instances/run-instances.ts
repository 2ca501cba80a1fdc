import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import type { InstanceProfiles } from '../../iam/iam.js'
import { type Members, type NamedOperations, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { notFound } from '../errors.js'
import { read, Texts, Whole } from '../input.js'
import { shownInstance } from './instance-answer.js'
import { launch, type LaunchRequest } from './launch.js'
import type { Lifecycle } from './lifecycle.js'
import type { Ec2State, Instance } from '../state.js'
import { tagsFor, TagSpecifications } from '../tags.js'

const Count = v.pipe(Whole, v.minValue(1), v.maxValue(20))

const RunRequest = v.strictObject({
  ImageId: v.string(),
  InstanceType: v.optional(v.string(), 'm1.small'),
  MinCount: Count,
  MaxCount: Count,
  SubnetId: v.optional(v.string()),
  SecurityGroupId: Texts,
  NetworkInterface: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          DeviceIndex: v.optional(v.literal('0')),
          SubnetId: v.optional(v.string()),
          SecurityGroupId: Texts,
          // An instance here always has a public address.
          AssociatePublicIpAddress: v.optional(v.literal('true')),
        }),
      ),
      v.maxLength(1),
    ),
    [],
  ),
  IamInstanceProfile: v.optional(
    v.strictObject({ Name: v.optional(v.string()), Arn: v.optional(v.string()) }),
  ),
  KeyName: v.optional(v.string()),
  ClientToken: v.optional(v.pipe(v.string(), v.maxLength(64))),
  TagSpecification: TagSpecifications,
  // Of no effect, as the README says: there are no metadata and no volumes, nothing shuts down from within, no user data is run.
  MetadataOptions: v.optional(
    v.strictObject({
      HttpTokens: v.optional(v.literal('required')),
      HttpEndpoint: v.optional(v.picklist(['enabled', 'disabled'])),
      HttpPutResponseHopLimit: v.optional(v.pipe(Whole, v.minValue(1), v.maxValue(64))),
    }),
  ),
  InstanceInitiatedShutdownBehavior: v.optional(v.picklist(['stop', 'terminate'])),
  UserData: v.optional(v.pipe(v.string(), v.maxLength(25_600))),
})

export function runOperations(context: Ec2Context, lives: Lifecycle): NamedOperations['operations'] {
  const { section, settings, consistency } = context
  return { RunInstances }

  async function RunInstances(input: Members): Promise<Members> {
    const request = launchOf(read(RunRequest, input), context.profiles)
    const launched = await section.change((draft) => {
      const earlier = launchedBefore(draft, request)
      if (earlier.length === 0) return launchSeen(draft, request)
      if (!isSameLaunch(earlier, request))
        throw new ServiceError(
          'IdempotentParameterMismatch',
          'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
        )
      return earlier
    })
    const answer = {
      reservationId: launched[0]?.reservationId,
      ownerId: settings.account,
      groupSet: [],
      instancesSet: launched.map((instance) => shownInstance(context, instance)),
    }
    for (const { instanceId, state } of launched) if (state === 'pending') void lives.carryOn(instanceId)
    return answer
  }

  function launchSeen(draft: Ec2State, request: LaunchRequest): readonly Instance[] {
    const unseen = request.securityGroupIds.find((id) => !consistency.isSeen(id))
    if (unseen !== undefined) throw notFound('security-group', unseen)
    const launched = launch(draft, request)
    for (const { instanceId } of launched) consistency.made(instanceId)
    return launched
  }
}

function launchOf(request: v.InferOutput<typeof RunRequest>, profiles: InstanceProfiles): LaunchRequest {
  const [card] = request.NetworkInterface
  if (card !== undefined && (request.SubnetId !== undefined || request.SecurityGroupId.length > 0))
    throw new ServiceError(
      'InvalidParameterCombination',
      'Network interfaces and an instance-level subnet ID or security groups may not be specified on the same request',
    )
  const subnetId = request.SubnetId ?? card?.SubnetId
  if (subnetId === undefined)
    throw new ServiceError('MissingInput', 'No subnets found for the default VPC. Please specify a subnet.')
  if (request.MinCount > request.MaxCount)
    throw new ServiceError('InvalidParameterValue', `Invalid value '${request.MinCount}' for MinCount.`)
  return {
    image: request.ImageId,
    instanceType: request.InstanceType,
    subnetId,
    securityGroupIds: card?.SecurityGroupId ?? request.SecurityGroupId,
    instanceProfile: profileIn(request, profiles),
    tags: tagsFor('instance', request.TagSpecification, ['volume']),
    count: request.MaxCount,
    clientToken: request.ClientToken ?? null,
    keyName: request.KeyName ?? null,
  }
}

function profileIn(
  { IamInstanceProfile: asked }: v.InferOutput<typeof RunRequest>,
  profiles: InstanceProfiles,
): string | null {
  const wanted = asked?.Arn ?? asked?.Name
  if (wanted === undefined) return null
  const arn = profiles.usable(wanted)
  if (arn !== null) return arn
  const what = asked?.Arn === undefined ? 'name' : 'ARN'
  throw new ServiceError(
    'InvalidParameterValue',
    `Value (${wanted.slice(0, 200)}) for parameter iamInstanceProfile.${what.toLowerCase()} is invalid. Invalid IAM Instance Profile ${what}`,
  )
}

function launchedBefore(state: Ec2State, { clientToken }: LaunchRequest): readonly Instance[] {
  if (typeof clientToken !== 'string') return []
  return Object.values(state.instances).filter((instance) => instance.clientToken === clientToken)
}

function isSameLaunch(earlier: readonly Instance[], request: LaunchRequest): boolean {
  const [first] = earlier
  return isDeepStrictEqual(
    [first?.instanceType, first?.subnetId, first?.instanceProfile, earlier.length],
    [request.instanceType, request.subnetId, request.instanceProfile, request.count],
  )
}
