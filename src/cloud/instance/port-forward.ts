import { once } from 'node:events'
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import ipaddr from 'ipaddr.js'
import { errorCode } from '../../system/error-codes.js'
import { type IngressRule, PortInUse } from './instances.js'
import type { Endpoint } from './loopback.js'

/** One public port of an instance, as its security groups leave it open. */
export interface PortForward {
  /** Opens, narrows or closes the port, and ends the connections that the rules no longer allow. Throws PortInUse. */
  follow(rules: readonly IngressRule[]): Promise<void>
  close(): Promise<void>
}

/** Where a service of the instance listens: at a Unix socket, which other users cannot reach, or else at a port. */
export type Inside = Endpoint & { readonly socket: string }

/**
 * Listens at `outside` only while a rule opens its port to somebody, and carries TCP to `inside`. A caller whom no rule
 * admits is connected and reset at once: a process cannot drop a packet unseen, as a security group does.
 */
export function portForward(outside: Endpoint, inside: Inside): PortForward {
  let rules: readonly IngressRule[] = []
  let server: Server | null = null
  const callers = new Set<Socket>()

  function admit(caller: Socket): void {
    if (!admits(rules, caller.remoteAddress ?? '0.0.0.0')) {
      caller.resetAndDestroy()
      return
    }
    callers.add(caller)
    caller.on('error', () => {}) // It went away; `close` follows.
    caller.once('close', () => callers.delete(caller))
    void carry(caller, inside)
  }

  async function follow(inForce: readonly IngressRule[]): Promise<void> {
    rules = rulesFor(outside.port, inForce)
    for (const caller of callers)
      if (!admits(rules, caller.remoteAddress ?? '0.0.0.0')) caller.resetAndDestroy()
    if (rules.length > 0) server ??= await listen(outside, admit)
    else {
      const open = server
      server = null
      if (open) await closed(open)
    }
  }

  return { follow, close: () => follow([]) }
}

async function carry(caller: Socket, inside: Inside): Promise<void> {
  caller.setNoDelay(true)
  try {
    const service = await reach(inside)
    caller.once('close', () => service.destroy())
    if (caller.destroyed) service.destroy()
    else pipeline([caller, service, caller], () => {})
  } catch {
    // Nothing listens there: the caller is refused, as it would be on the instance itself.
    caller.resetAndDestroy()
  }
}

async function reach({ socket, address, port }: Inside): Promise<Socket> {
  try {
    return await connected({ path: socket })
  } catch (error) {
    const nobodyListens = ['ENOENT', 'ECONNREFUSED'].includes(errorCode(error) ?? '')
    if (!nobodyListens) throw error
    return connected({ host: address, port, noDelay: true })
  }
}

async function connected(to: NetConnectOpts): Promise<Socket> {
  const socket = connect({ ...to, allowHalfOpen: true })
  await once(socket, 'connect')
  return socket
}

function listen(at: Endpoint, admit: (caller: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true }, admit)
    server.once('error', (error) =>
      reject(errorCode(error) === 'EADDRINUSE' ? new PortInUse(at.address, at.port) : error),
    )
    server.listen({ host: at.address, port: at.port, exclusive: true }, () => resolve(server))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

/** The rules that open this TCP port to somebody. */
function rulesFor(port: number, rules: readonly IngressRule[]): readonly IngressRule[] {
  return rules.filter(
    (rule) =>
      rule.protocol === 'all' || (rule.protocol === 'tcp' && rule.fromPort <= port && port <= rule.toPort),
  )
}

/** Whether one of the rules lets this caller in. */
function admits(rules: readonly IngressRule[], caller: string): boolean {
  const address = ipaddr.process(caller)
  return rules.some((rule) => {
    const [network, bits] = ipaddr.parseCIDR(rule.cidr)
    return network.kind() === address.kind() && address.match(network, bits)
  })
}
