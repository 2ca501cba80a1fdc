import ipaddr from 'ipaddr.js'
import type { Text } from '../../src/system/text.js'

export const ANYWHERE = '0.0.0.0/0'

/** Typed word for word besides it, which is the workshop's `Anywhere-IPv4`. */
export const ANYONE = 'anyone on the internet'

/** Why a source will not do; null: it will. */
export function sourceRefusal(typed: string): Text | null {
  if (typed === ANYWHERE) return null
  if (!ipaddr.IPv4.isValidCIDR(typed)) return notACidr
  const [address, bits] = ipaddr.IPv4.parseCIDR(typed)
  if (bits < WIDEST) return tooWide
  const network = ipaddr.IPv4.networkAddressFromCIDR(typed).toString()
  // EC2 would store the network, and the lab would not find its rule again.
  return network === address.toString() ? null : hostBits(`${network}/${bits}`)
}

/** 65,536 addresses: a large office. */
const WIDEST = 16

const notACidr: Text = {
  en: 'Enter an IPv4 CIDR such as `203.0.113.7/32`.',
  ko: '`203.0.113.7/32`와 같은 IPv4 CIDR을 입력하세요.',
}
const tooWide: Text = {
  en: `It must be /${WIDEST} or narrower.`,
  ko: `/${WIDEST} 또는 그보다 좁은 범위여야 합니다.`,
}
const hostBits = (cidr: string): Text => ({
  en: `Use the network address: \`${cidr}\`.`,
  ko: `네트워크 주소로 입력하세요: \`${cidr}\``,
})
