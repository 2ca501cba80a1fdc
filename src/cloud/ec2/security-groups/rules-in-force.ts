import type { IngressRule } from '../../instance/instances.js'
import type { Ec2Context } from '../context.js'
import type { Ec2State, SecurityGroupRule } from '../state.js'

/** Puts a group's rules in force on every running instance that has it. Throws PortInUse. */
export async function applyRules(context: Ec2Context, groupId: string): Promise<void> {
  const running = Object.values(context.section.now.instances).filter(
    ({ state, securityGroupIds }) => state === 'running' && securityGroupIds.includes(groupId),
  )
  await Promise.all(running.map(({ instanceId }) => applyRulesTo(context, instanceId)))
}

export async function applyRulesTo({ section, instances }: Ec2Context, instanceId: string): Promise<void> {
  await instances.allow(instanceId, rulesInForce(section.now, instanceId))
}

/** A peer that is a group opens nothing: instances of this cloud do not call each other. */
function rulesInForce(state: Ec2State, instanceId: string): IngressRule[] {
  const groups = state.instances[instanceId]?.securityGroupIds ?? []
  return groups
    .flatMap((groupId) => state.securityGroups[groupId]?.rules ?? [])
    .flatMap((rule) =>
      rule.isEgress || rule.peer.kind === 'group'
        ? []
        : [
            {
              protocol: protocolOf(rule),
              fromPort: rule.fromPort,
              toPort: rule.toPort,
              cidr: rule.peer.cidr,
            },
          ],
    )
}

function protocolOf({ protocol }: SecurityGroupRule): IngressRule['protocol'] {
  if (protocol === '-1') return 'all'
  return protocol === 'tcp' || protocol === 'udp' ? protocol : 'icmp'
}
