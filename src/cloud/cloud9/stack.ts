import { randomBytes } from 'node:crypto'
import type { Ec2Network } from '../ec2/ec2-network.js'
import { newId } from '../ec2/resource-ids.js'
import type { Tags } from '../ec2/tags.js'
import { type Environment, stackName } from './environment.js'

/** Stand for the addresses from which Cloud9 itself connects: blocks that are reserved for documentation. */
const CLOUD9_RANGES = ['198.51.100.0/27', '198.51.100.32/27']

/**
 * Makes an environment's security group. Port 22 is open from Cloud9's own addresses for both connection types: on AWS an
 * environment without ingress (CONNECT_SSM) has no rule at all, but the workshop has its learner see that 22 is open
 * and nothing else.
 */
export function securityGroupFor(environment: Environment, network: Ec2Network): Promise<string> {
  const suffix = randomBytes(6).toString('hex').toUpperCase()
  return network.createSecurityGroup({
    vpcId: network.subnet(environment.subnetId).vpcId,
    name: `${stackName(environment)}-InstanceSecurityGroup-${suffix}`,
    description: `Security group for AWS Cloud9 environment ${stackName(environment)}`,
    inbound: CLOUD9_RANGES.map((cidr) => ({
      ruleId: newId('sgr'),
      isEgress: false,
      protocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      peer: { kind: 'ipv4', cidr },
      description: null,
    })),
    tags: stackTags(environment, 'InstanceSecurityGroup'),
  })
}

/** The tags of what is behind an environment: its own, given when it was made, and those of AWS. */
export function stackTags(environment: Environment, logicalId: 'Instance' | 'InstanceSecurityGroup'): Tags {
  return {
    ...environment.tags,
    Name: stackName(environment),
    'aws:cloud9:environment': environment.environmentId,
    'aws:cloud9:owner': environment.ownerArn.split('/').at(-1) ?? '',
    'aws:cloudformation:stack-name': stackName(environment),
    'aws:cloudformation:logical-id': logicalId,
  }
}
