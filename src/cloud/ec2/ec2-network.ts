import { TERMINATE, leave } from './instances/change-instances.js'
import type { Ec2Context } from './context.js'
import { required } from './errors.js'
import { launch, type LaunchRequest } from './instances/launch.js'
import type { Lifecycle } from './instances/lifecycle.js'
import { addSecurityGroup, newSecurityGroup, removeSecurityGroup } from './security-groups/security-groups.js'
import type { Instance, SecurityGroupRule, Subnet } from './state.js'
import { addTags, type Tags } from './tags.js'

/** EC2 as the cloud's other services use it: without a request, and with tags that are theirs alone (`aws:`). */
export interface Ec2Network {
  /** Throws ServiceError where there is none. */
  subnet(subnetId: string): Subnet
  subnetOrNull(subnetId: string): Subnet | null
  hasSecurityGroup(groupId: string): boolean
  instance(instanceId: string): Instance | null
  instances(): readonly Instance[]
  tagsOf(resourceId: string): Tags
  /** The ids of the instances and security groups with this tag. */
  tagged(key: string, value: string): readonly string[]
  createSecurityGroup(request: SecurityGroupRequest): Promise<string>
  deleteSecurityGroup(groupId: string): Promise<void>
  /** Answers its id; it is pending. */
  launch(request: LaunchRequest): Promise<string>
  /** Resolves when a pending instance runs or has failed, a stopping one has stopped, one that shuts down is gone. */
  arrived(instanceId: string): Promise<void>
  /** Resolves when it is gone; nothing to do for one that is unknown. */
  terminate(instanceId: string): Promise<void>
  /** Opens the network after the cloud's start: instances as they were. Call it once, before anything is served. */
  start(): Promise<void>
  /** When `start` is over. */
  readonly started: Promise<void>
  stop(): Promise<void>
}

export interface SecurityGroupRequest {
  readonly vpcId: string
  readonly name: string
  readonly description: string
  readonly inbound: readonly SecurityGroupRule[]
  readonly tags: Tags
}

export function ec2Network({ section }: Ec2Context, lifecycle: Lifecycle): Ec2Network {
  let opened = (): void => {}
  const started = new Promise<void>((resolve) => {
    opened = resolve
  })
  return {
    subnet: (subnetId) => required(section.now.subnets, 'subnet', subnetId),
    subnetOrNull: (subnetId) =>
      Object.hasOwn(section.now.subnets, subnetId) ? (section.now.subnets[subnetId] ?? null) : null,
    hasSecurityGroup: (groupId) => Object.hasOwn(section.now.securityGroups, groupId),
    instance: (instanceId) =>
      Object.hasOwn(section.now.instances, instanceId) ? (section.now.instances[instanceId] ?? null) : null,
    instances: () => Object.values(section.now.instances),
    tagsOf: (resourceId) => section.now.tags[resourceId] ?? {},
    tagged: (key, value) =>
      Object.entries(section.now.tags).flatMap(([id, tags]) => (tags[key] === value ? [id] : [])),
    createSecurityGroup: ({ vpcId, name, description, inbound, tags }) =>
      section.change((draft) => {
        const group = newSecurityGroup(vpcId, name, description)
        group.rules.push(...inbound)
        addSecurityGroup(draft, group)
        addTags(draft, group.groupId, tags)
        return group.groupId
      }),
    deleteSecurityGroup: (groupId) =>
      section.change((draft) => {
        if (draft.securityGroups[groupId]) removeSecurityGroup(draft, groupId)
      }),
    launch: async (request) => {
      const [instance] = await section.change((draft) => launch(draft, request))
      if (instance === undefined) throw new Error('A launch of one instance made none.')
      void lifecycle.carryOn(instance.instanceId)
      return instance.instanceId
    },
    arrived: (instanceId) => lifecycle.carryOn(instanceId),
    terminate: async (instanceId) => {
      await section.change((draft) => {
        const instance = draft.instances[instanceId]
        if (instance) leave(instance, TERMINATE)
      })
      await lifecycle.carryOn(instanceId)
    },
    start: async () => {
      await lifecycle.start()
      opened()
    },
    started,
    stop: () => lifecycle.stop(),
  }
}
