import * as v from 'valibot'
import { type Members, ServiceError } from '../../service.js'
import { blockOf } from '../network/cidr.js'
import { Whole } from '../input.js'
import { newId } from '../resource-ids.js'
import type { Peer, SecurityGroupRule } from '../state.js'

const Description = v.optional(v.pipe(v.string(), v.maxLength(255)))

/** `IpPermissions` as a request carries them. */
export const IpPermission = v.strictObject({
  IpProtocol: v.string(),
  FromPort: v.optional(Whole),
  ToPort: v.optional(Whole),
  IpRanges: v.optional(v.array(v.strictObject({ CidrIp: v.string(), Description })), []),
  Ipv6Ranges: v.optional(v.array(v.strictObject({ CidrIpv6: v.string(), Description })), []),
  Groups: v.optional(v.array(v.strictObject({ GroupId: v.string(), Description })), []),
})
export type IpPermission = v.InferOutput<typeof IpPermission>

/** One rule for each peer of a permission. */
export function rulesOf(permission: IpPermission): SecurityGroupRule[] {
  const traffic = trafficOf(permission)
  const rule = (peer: Peer, description: string | undefined): SecurityGroupRule => ({
    ruleId: newId('sgr'),
    isEgress: false,
    ...traffic,
    peer,
    description: description ?? null,
  })
  return [
    ...permission.IpRanges.map(({ CidrIp, Description }) => rule(blockPeer(CidrIp), Description)),
    ...permission.Ipv6Ranges.map(({ CidrIpv6, Description }) => rule(blockPeer(CidrIpv6), Description)),
    ...permission.Groups.map(({ GroupId, Description }) =>
      rule({ kind: 'group', groupId: GroupId }, Description),
    ),
  ]
}

/** Rules as DescribeSecurityGroups shows them: those of the same protocol and ports in one permission. */
export function permissionsOf(rules: readonly SecurityGroupRule[], account: string): Members[] {
  const firsts = rules.filter((rule, at) => rules.findIndex((other) => isSameTraffic(rule, other)) === at)
  return firsts
    .map((first) => ({ first, same: rules.filter((rule) => isSameTraffic(rule, first)) }))
    .map(({ first, same }) => ({
      ipProtocol: first.protocol,
      ...(first.protocol === '-1' ? {} : { fromPort: first.fromPort, toPort: first.toPort }),
      ipRanges: same.flatMap(({ peer, description }) =>
        peer.kind === 'ipv4' ? [{ cidrIp: peer.cidr, description }] : [],
      ),
      ipv6Ranges: same.flatMap(({ peer, description }) =>
        peer.kind === 'ipv6' ? [{ cidrIpv6: peer.cidr, description }] : [],
      ),
      groups: same.flatMap(({ peer, description }) =>
        peer.kind === 'group' ? [{ groupId: peer.groupId, userId: account, description }] : [],
      ),
      prefixListIds: [],
    }))
}

const isSameTraffic = (a: SecurityGroupRule, b: SecurityGroupRule): boolean =>
  a.protocol === b.protocol && a.fromPort === b.fromPort && a.toPort === b.toPort

const PROTOCOLS: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
  all: '-1',
}

function trafficOf({ IpProtocol, FromPort, ToPort }: IpPermission) {
  const given = IpProtocol.toLowerCase()
  const protocol = PROTOCOLS[given] ?? given
  if (!/^(tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(protocol) || Number(protocol) > 255)
    throw new ServiceError(
      'InvalidParameterValue',
      `Invalid value '${given}' for IP protocol. Unknown protocol.`,
    )
  if (protocol === 'tcp' || protocol === 'udp') return { protocol, ...portRange(FromPort, ToPort) }
  if (protocol.startsWith('icmp')) return { protocol, fromPort: FromPort ?? -1, toPort: ToPort ?? -1 }
  return { protocol, fromPort: -1, toPort: -1 }
}

function portRange(fromPort: number | undefined, toPort: number | undefined) {
  if (fromPort === undefined || toPort === undefined)
    throw new ServiceError(
      'InvalidParameterValue',
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    )
  if (fromPort < 0 || toPort > 65_535 || fromPort > toPort)
    throw new ServiceError('InvalidParameterValue', `Invalid TCP/UDP port range (${fromPort}:${toPort})`)
  return { fromPort, toPort }
}

function blockPeer(cidr: string): Peer {
  const block = blockOf(cidr)
  return { kind: block.kind, cidr: block.cidr }
}
