import ipaddr from 'ipaddr.js'
import { ANYWHERE } from '../../src/aws/firewall.js'
import type { Text } from '../../src/core/text.js'

/** Typed word for word instead of a CIDR, it means everyone: the workshop's `Anywhere-IPv4`. */
export const ANYONE = 'anyone on the internet'

/** Why a source will not do; null: it will. */
export function sourceRefusal(typed: string): Text | null {
  if (typed === ANYONE) return null
  if (!ipaddr.IPv4.isValidCIDR(typed)) return notACidr
  const [, bits] = ipaddr.IPv4.parseCIDR(typed)
  if (bits === 0) return everyone
  if (bits < WIDEST) return tooWide
  const network = `${ipaddr.IPv4.networkAddressFromCIDR(typed).toString()}/${bits}`
  // EC2 would store the network in its usual form, and the lab would not find its rule again.
  return network === typed ? null : hostBits(network)
}

export function cidrOf(typed: string): string {
  return typed === ANYONE ? ANYWHERE : typed
}

/** 65,536 addresses: a large office. */
const WIDEST = 16

const notACidr: Text = {
  en: 'An IPv4 CIDR is needed, such as `203.0.113.7/32`.',
  ko: '`203.0.113.7/32`와 같은 IPv4 CIDR을 입력하세요.',
}
const everyone: Text = {
  en: `That is everyone, and the page has no login. If you mean it, type \`${ANYONE}\`.`,
  ko: `모든 주소를 뜻하며, 이 페이지에는 로그인이 없습니다. 정말 원한다면 \`${ANYONE}\`을(를) 그대로 입력하세요.`,
}
const tooWide: Text = {
  en: `It must be /${WIDEST} or narrower.`,
  ko: `/${WIDEST} 또는 그보다 좁은 범위여야 합니다.`,
}
const hostBits = (cidr: string): Text => ({
  en: `Write the network itself: \`${cidr}\`.`,
  ko: `네트워크 주소로 입력하세요: \`${cidr}\``,
})
