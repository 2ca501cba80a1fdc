import ipaddr from 'ipaddr.js'
import { ServiceError } from '../../service.js'

/** A block of addresses in canonical form: `100.68.0.18/18` is `100.68.0.0/18`, as EC2 keeps it. */
export interface Block {
  readonly kind: 'ipv4' | 'ipv6'
  readonly cidr: string
  readonly bits: number
}

export function blockOf(cidr: string): Block {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) {
    const [, bits] = ipaddr.IPv4.parseCIDR(cidr)
    return { kind: 'ipv4', cidr: `${ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()}/${bits}`, bits }
  }
  if (ipaddr.IPv6.isValidCIDR(cidr)) {
    const [, bits] = ipaddr.IPv6.parseCIDR(cidr)
    return { kind: 'ipv6', cidr: `${ipaddr.IPv6.networkAddressFromCIDR(cidr).toString()}/${bits}`, bits }
  }
  throw new ServiceError('InvalidParameterValue', `CIDR block ${cidr.slice(0, 100)} is malformed`)
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Block, inner: Block): boolean {
  if (outer.kind !== inner.kind || outer.bits > inner.bits) return false
  const [network] = ipaddr.parseCIDR(inner.cidr)
  return network.match(ipaddr.parseCIDR(outer.cidr))
}

/** The nth address of an IPv4 block, counted from its network address. */
export function nthAddress({ cidr }: Block, n: number): string {
  const [network] = ipaddr.IPv4.parseCIDR(cidr)
  const number = network.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0) + n
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}
