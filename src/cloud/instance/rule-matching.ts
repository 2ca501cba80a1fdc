import ipaddr from 'ipaddr.js'
import type { IngressRule } from './instances.js'

/** The rules that open this TCP port to somebody. */
export function rulesFor(port: number, rules: readonly IngressRule[]): readonly IngressRule[] {
  return rules.filter(
    (rule) =>
      rule.protocol === 'all' || (rule.protocol === 'tcp' && rule.fromPort <= port && port <= rule.toPort),
  )
}

/** Whether one of the rules lets this caller in. */
export function admits(rules: readonly IngressRule[], caller: string): boolean {
  const address = ipaddr.process(caller)
  return rules.some((rule) => {
    const [network, bits] = ipaddr.parseCIDR(rule.cidr)
    return network.kind() === address.kind() && address.match(network, bits)
  })
}
