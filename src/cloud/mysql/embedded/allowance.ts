import type { Socket } from 'node:net'

/** Bytes. A login takes some two hundred of them, and the workshop's longest command fewer. */
const LARGEST_LOGIN = 8 * 1_024
const LARGEST_COMMAND = 64 * 1_024

/** How much a client may send before what it sends must be a whole login, or a whole command. */
export interface Allowance {
  /** The client is let in: from here on it may send commands. */
  admit(): void
  /** A command came whole. */
  renew(): void
}

/**
 * The protocol's library gathers packets of 16 MB, as many as come, before it hands anything over: so the bytes are counted
 * before they reach it. Calls `exceeded` for every chunk from the first that is too much.
 */
export function allowanceOf(socket: Socket, exceeded: () => void): Allowance {
  let bytes = 0
  let most = LARGEST_LOGIN
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > most) exceeded()
  })
  return {
    admit: () => {
      bytes = 0
      most = LARGEST_COMMAND
    },
    renew: () => {
      bytes = 0
    },
  }
}
