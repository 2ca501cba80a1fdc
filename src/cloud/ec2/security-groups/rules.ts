import { newId } from '../resource-ids.js'
import type { Peer, SecurityGroupRule } from '../state.js'

/** What a new security group starts with. */
export function allOutbound(): SecurityGroupRule {
  return {
    ruleId: newId('sgr'),
    isEgress: true,
    protocol: '-1',
    fromPort: -1,
    toPort: -1,
    peer: { kind: 'ipv4', cidr: '0.0.0.0/0' },
    description: null,
  }
}

/** Two rules are duplicates by protocol, ports and peer; description and tags do not count. */
export function isSameRule(a: SecurityGroupRule, b: SecurityGroupRule): boolean {
  return a.isEgress === b.isEgress && fingerprint(a) === fingerprint(b)
}

function nameOfPeer(peer: Peer): string {
  return peer.kind === 'group' ? peer.groupId : peer.cidr
}

/** As EC2's messages name a rule. */
export function describeRule({ protocol, fromPort, toPort, peer }: SecurityGroupRule): string {
  const what =
    protocol === '-1' ? 'ALL' : `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`
  return `peer: ${nameOfPeer(peer)}, ${what}, ALLOW`
}

const fingerprint = ({ protocol, fromPort, toPort, peer }: SecurityGroupRule): string =>
  [protocol, fromPort, toPort, nameOfPeer(peer)].join(' ')
