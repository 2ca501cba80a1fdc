import { eventually } from '../eventual-consistency.js'
import type { InstanceProfiles } from '../iam/iam.js'
import type { Instances } from '../instance/instances.js'
import { type NamedOperations, type Operation, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { changeOperations } from './instances/change-instances.js'
import type { Ec2Context } from './context.js'
import { describeInstanceOperations } from './instances/describe-instances.js'
import { describeRuleOperations } from './security-groups/describe-rules.js'
import { ingressOperations } from './security-groups/ingress.js'
import { internetGatewayOperations } from './network/internet-gateways.js'
import { lifecycle } from './instances/lifecycle.js'
import { ec2Network, type Ec2Network } from './ec2-network.js'
import { runOperations } from './instances/run-instances.js'
import { securityGroupOperations } from './security-groups/security-groups.js'
import { emptyEc2 } from './state.js'
import { subnetOperations } from './network/subnets.js'
import { tagOperations } from './tags.js'
import { vpcOperations } from './network/vpcs.js'
import { describeImages } from './instances/describe-images.js'
import { describeInstanceTypeOfferings, describeInstanceTypes } from './instances/describe-instance-types.js'
import { describeRegions, describeAvailabilityZones } from './network/regions-and-zones.js'

export interface Ec2Options {
  readonly persistence: Persistence
  readonly instances: Instances
  readonly profiles: InstanceProfiles
  readonly settings: Settings
}

export interface Ec2 {
  readonly service: NamedOperations
  readonly network: Ec2Network
}

/** AWS takes up to some seconds until all its parts know what was made. */
const LATE_MS = 1_200

/** EC2: networks, security groups that really open and close ports, and instances that really run commands. */
export function ec2({ persistence, instances, profiles, settings }: Ec2Options): Ec2 {
  const context: Ec2Context = {
    section: persistence.section('ec2', emptyEc2),
    settings,
    instances,
    profiles,
    consistency: eventually(settings, LATE_MS),
  }
  const lives = lifecycle(context)
  const operations = {
    ...vpcOperations(context),
    ...subnetOperations(context),
    ...internetGatewayOperations(context),
    ...securityGroupOperations(context),
    ...ingressOperations(context),
    ...describeRuleOperations(context),
    ...runOperations(context, lives),
    ...describeInstanceOperations(context),
    ...changeOperations(context, lives),
    ...catalogOperations(context),
    ...tagOperations(context),
  }
  return {
    service: {
      kind: 'named',
      signingName: 'ec2',
      protocol: 'ec2-query',
      targets: [],
      namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
      operations: Object.fromEntries(
        Object.entries(operations).map(([name, operation]) => [name, unlessDryRun(operation)]),
      ),
    },
    network: ec2Network(context, lives),
  }
}

/** A dry run is permitted here always, and does nothing. */
function unlessDryRun(operation: Operation): Operation {
  return async ({ DryRun, ...input }, call) => {
    if (DryRun === 'true' || DryRun === true)
      throw new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
    return operation(input, call)
  }
}

/** What can be launched, and where. */
const catalogOperations = (context: Ec2Context): NamedOperations['operations'] => ({
  DescribeRegions: (input) => describeRegions(context, input),
  DescribeAvailabilityZones: (input) => describeAvailabilityZones(context, input),
  DescribeInstanceTypes: (input) => describeInstanceTypes(context, input),
  DescribeInstanceTypeOfferings: (input) => describeInstanceTypeOfferings(context, input),
  DescribeImages: (input) => describeImages(context, input),
})
