import { setTimeout as sleep } from 'node:timers/promises'
import type { Ec2Network } from '../ec2/ec2-network.js'
import type { InstanceProfiles } from '../iam/iam.js'
import { serialByKey } from '../instance/serial-by-key.js'
import type { Behavior } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { type Cloud9State, type Environment, type EnvironmentStatus } from './environment.js'
import { securityGroupFor, stackTags } from './stack.js'

/** What an environment that is reached through SSM has. Cloud9's console makes it, its API does not. */
export const SSM_PROFILE = 'AWSCloud9SSMInstanceProfile'

/** Makes and removes what is behind an environment, in the background. */
export interface Provisioning {
  /** Goes on from the environment's present status: CREATING to CREATED, DELETING until it is gone. */
  carryOn(environmentId: string): void
}

export interface Provisioned {
  readonly section: Section<Cloud9State>
  readonly network: Ec2Network
  readonly profiles: InstanceProfiles
  readonly settings: Pick<Behavior, 'delays'>
}

/** What a stack takes until it begins with the instance, where this is to be seen; AWS takes one to three minutes in all. */
const STACK_MS = 2_500

/**
 * What it makes carries the environment's id in a tag, as on AWS, and is looked for by it: a cloud that was killed on the
 * way goes on without making anything twice.
 */
export function provisioning({ section, network, profiles, settings }: Provisioned): Provisioning {
  const turns = serialByKey()
  void network.started.then(() => Object.keys(section.now.environments).forEach(carryOn))
  return { carryOn }

  function carryOn(environmentId: string): void {
    turns(environmentId, () => goOn(environmentId)).catch((error: unknown) => {
      // The state could not be saved: the next start of the cloud goes on from the status that was.
      process.stderr.write(`cloud9 ${environmentId}: ${String(error)}\n`)
    })
  }

  async function goOn(environmentId: string): Promise<void> {
    const environment = section.now.environments[environmentId]
    if (environment?.status === 'CREATING')
      await create(environment).catch((error: unknown) => fail(environmentId, 'CREATING', error))
    if (environment?.status === 'DELETING')
      await remove(environmentId).catch((error: unknown) => fail(environmentId, 'DELETING', error))
  }

  async function create(environment: Environment): Promise<void> {
    const { environmentId } = environment
    if (settings.delays === 'aws-like') await sleep(STACK_MS, undefined, { ref: false })
    const groupId = resources(environmentId, 'sg-')[0] ?? (await securityGroupFor(environment, network))
    const instanceId = resources(environmentId, 'i-')[0] ?? (await launch(environment, groupId))
    await network.arrived(instanceId)
    const instance = network.instance(instanceId)
    if (instance?.state !== 'running')
      throw new Error(instance?.stateReason?.message ?? 'The instance did not start.')
    await become(environmentId, 'CREATING', { status: 'CREATED' })
  }

  function launch(environment: Environment, groupId: string): Promise<string> {
    return network.launch({
      image: `resolve:ssm:/aws/service/cloud9/amis/${environment.imageId}`,
      instanceType: environment.instanceType,
      subnetId: environment.subnetId,
      securityGroupIds: [groupId],
      // Through SSH, Cloud9 needs no permission on the instance and attaches none.
      instanceProfile: environment.connectionType === 'CONNECT_SSM' ? profiles.usable(SSM_PROFILE) : null,
      tags: stackTags(environment, 'Instance'),
    })
  }

  async function remove(environmentId: string): Promise<void> {
    for (const instanceId of resources(environmentId, 'i-')) await network.terminate(instanceId)
    for (const groupId of resources(environmentId, 'sg-')) await network.deleteSecurityGroup(groupId)
    await section.change((draft) => {
      delete draft.environments[environmentId]
    })
  }

  async function fail(environmentId: string, from: 'CREATING' | 'DELETING', error: unknown): Promise<void> {
    const status = from === 'CREATING' ? 'CREATE_FAILED' : 'DELETE_FAILED'
    const reason = error instanceof Error ? error.message : String(error)
    await become(environmentId, from, { status, reason })
  }

  async function become(id: string, from: EnvironmentStatus, to: Partial<Environment>): Promise<void> {
    await section.change((draft) => {
      const environment = draft.environments[id]
      if (environment?.status === from) Object.assign(environment, to)
    })
  }

  function resources(environmentId: string, prefix: 'i-' | 'sg-'): readonly string[] {
    return network.tagged('aws:cloud9:environment', environmentId).filter((id) => id.startsWith(prefix))
  }
}
