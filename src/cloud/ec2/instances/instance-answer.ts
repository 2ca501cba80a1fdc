import type { Members } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { imageOf } from './images.js'
import type { Instance, InstanceStateName } from '../state.js'
import { tagSet } from '../tags.js'

const STATE_CODES: Readonly<Record<InstanceStateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
}

export function shownState(name: InstanceStateName): {
  readonly code: number
  readonly name: InstanceStateName
} {
  return { code: STATE_CODES[name], name }
}

/** An instance as DescribeInstances and RunInstances answer it. */
export function shownInstance({ section, settings }: Ec2Context, instance: Instance): Members {
  const state = section.now
  const architecture = imageOf(instance.imageId)?.architecture ?? 'x86_64'
  return {
    instanceId: instance.instanceId,
    imageId: instance.imageId,
    instanceState: shownState(instance.state),
    stateReason: instance.stateReason,
    privateDnsName: `ip-${instance.privateAddress.replaceAll('.', '-')}.${settings.region}.compute.internal`,
    dnsName: instance.publicAddress ?? '',
    reason: '',
    keyName: instance.keyName,
    amiLaunchIndex: 0,
    instanceType: instance.instanceType,
    launchTime: new Date(instance.launchedAt),
    placement: { availabilityZone: zoneOf(section.now.subnets, instance), groupName: '', tenancy: 'default' },
    monitoring: { state: 'disabled' },
    subnetId: instance.subnetId,
    vpcId: instance.vpcId,
    privateIpAddress: instance.privateAddress,
    ipAddress: instance.publicAddress,
    groupSet: instance.securityGroupIds.map((groupId) => ({
      groupId,
      groupName: state.securityGroups[groupId]?.groupName,
    })),
    iamInstanceProfile:
      instance.instanceProfile === null
        ? null
        : { arn: instance.instanceProfile, id: 'AIPALOCALCLOUD0000000' },
    architecture,
    rootDeviceType: 'ebs',
    rootDeviceName: '/dev/xvda',
    virtualizationType: 'hvm',
    hypervisor: 'xen',
    platformDetails: 'Linux/UNIX',
    clientToken: instance.clientToken ?? '',
    metadataOptions: { state: 'applied', httpTokens: 'required', httpEndpoint: 'disabled' },
    tagSet: tagSet(state, instance.instanceId),
  }
}

export function zoneOf(
  subnets: Readonly<Record<string, { readonly availabilityZone: string }>>,
  { subnetId }: Instance,
): string {
  return subnets[subnetId]?.availabilityZone ?? ''
}
