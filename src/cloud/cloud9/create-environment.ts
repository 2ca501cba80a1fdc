import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import type { Ec2Network } from '../ec2/ec2-network.js'
import type { InstanceProfiles } from '../iam/iam.js'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { type Cloud9State, type Environment, newEnvironmentId } from './environment.js'
import { type Provisioning, SSM_PROFILE } from './provisioning.js'
import { TagList, tagsIn } from './tags.js'

// Amazon Linux 2 and Ubuntu 18.04 can no longer be chosen.
const IMAGES = ['amazonlinux-2023-x86_64', 'ubuntu-22.04-x86_64']
const PARAMETER = 'resolve:ssm:/aws/service/cloud9/amis/'

const CreateRequest = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  description: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  instanceType: v.pipe(v.string(), v.minLength(5), v.maxLength(20), v.regex(/^[a-z]+[1-9][.][a-z0-9]+$/)),
  imageId: v.pipe(v.string(), v.maxLength(512)),
  subnetId: v.optional(v.pipe(v.string(), v.minLength(5), v.maxLength(30))),
  automaticStopTimeMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_160))),
  clientRequestToken: v.optional(v.pipe(v.string(), v.regex(/^[\x20-\x7E]{10,128}$/))),
  ownerArn: v.optional(v.pipe(v.string(), v.regex(/^arn:/))),
  connectionType: v.optional(v.picklist(['CONNECT_SSH', 'CONNECT_SSM']), 'CONNECT_SSH'),
  tags: v.optional(TagList, []),
  dryRun: v.optional(v.boolean(), false),
})
type CreateRequest = v.InferOutput<typeof CreateRequest>

export interface Creating {
  readonly section: Section<Cloud9State>
  readonly network: Ec2Network
  readonly profiles: InstanceProfiles
  readonly settings: Settings
  readonly work: Provisioning
}

export function createOperation(creating: Creating): NamedOperations['operations'] {
  const { section, network, profiles, settings, work } = creating
  return { CreateEnvironmentEC2 }

  async function CreateEnvironmentEC2(input: Members): Promise<Members> {
    const request = readInput(CreateRequest, input, 'BadRequestException')
    const wanted = environmentFor(request, network, settings)
    if (request.connectionType === 'CONNECT_SSM' && profiles.usable(SSM_PROFILE) === null)
      throw new ServiceError(
        'BadRequestException',
        `Instance profile ${SSM_PROFILE} does not exist in account.`,
      )
    if (request.dryRun)
      throw new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
    const { environmentId } = await section.change((draft) => {
      const present = earlier(draft, wanted)
      if (present === null) draft.environments[wanted.environmentId] = wanted
      return present ?? wanted
    })
    work.carryOn(environmentId)
    return { environmentId }
  }
}

function environmentFor(request: CreateRequest, network: Ec2Network, settings: Settings): Environment {
  const image = request.imageId.startsWith(PARAMETER)
    ? request.imageId.slice(PARAMETER.length)
    : request.imageId
  if (!IMAGES.includes(image))
    throw new ServiceError(
      'BadRequestException',
      `Invalid imageId: ${request.imageId}. Choose ${IMAGES.join(' or ')}.`,
    )
  return {
    environmentId: newEnvironmentId(),
    name: request.name,
    description: request.description,
    ownerArn: request.ownerArn ?? `arn:aws:iam::${settings.account}:user/lab`,
    instanceType: request.instanceType,
    imageId: image,
    connectionType: request.connectionType,
    subnetId: existingSubnet(request.subnetId, network),
    automaticStopTimeMinutes: request.automaticStopTimeMinutes ?? null,
    clientRequestToken: request.clientRequestToken ?? null,
    status: 'CREATING',
    reason: null,
    tags: tagsIn(request.tags),
  }
}

function existingSubnet(subnetId: string | undefined, network: Ec2Network): string {
  if (subnetId === undefined)
    throw new ServiceError('BadRequestException', 'There is no default VPC. Please specify a subnetId.')
  try {
    return network.subnet(subnetId).subnetId
  } catch {
    throw new ServiceError('BadRequestException', `The subnet ID '${subnetId}' does not exist`)
  }
}

/** The environment that this request made when it was sent before. Names are unique for each owner. */
function earlier(state: Cloud9State, wanted: Environment): Environment | null {
  for (const present of Object.values(state.environments)) {
    if (present.status === 'DELETING') continue
    const isRepeated =
      wanted.clientRequestToken !== null && wanted.clientRequestToken === present.clientRequestToken
    if (isRepeated && isDeepStrictEqual(machine(present), machine(wanted))) return present
    if (isRepeated)
      throw new ServiceError(
        'ConflictException',
        'The clientRequestToken was used with other parameters.',
        409,
      )
    if (present.name === wanted.name && present.ownerArn === wanted.ownerArn)
      throw new ServiceError('ConflictException', `An environment named ${wanted.name} already exists.`, 409)
  }
  return null
}

/** What can't be changed after the request. */
function machine({ instanceType, imageId, connectionType, subnetId, ownerArn }: Environment) {
  return [instanceType, imageId, connectionType, subnetId, ownerArn]
}
