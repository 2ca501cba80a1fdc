import type { Socket } from 'node:net'

/** A login takes a few milliseconds: so many at once are more than a load test's. */
const MOST_WAITING = 256
/** MySQL's `connect_timeout`. */
const LONGEST_WAIT_MS = 10_000

/** The connections that have not logged in yet. */
export interface WaitingRoom {
  /** Hangs up on it unless it leaves in time, and on the one that waits longest where too many wait. Returns how it leaves. */
  enter(socket: Socket): () => void
}

/** Anyone on this computer may connect and say nothing: what that takes is bounded, and no client that logs in is kept out. */
export function waitingRoom(most = MOST_WAITING, longestMs = LONGEST_WAIT_MS): WaitingRoom {
  // In the order in which they came.
  const waiting = new Map<Socket, NodeJS.Timeout>()
  const leave = (socket: Socket): void => {
    clearTimeout(waiting.get(socket))
    waiting.delete(socket)
  }
  return {
    enter: (socket) => {
      waiting.set(socket, setTimeout(() => socket.destroy(), longestMs).unref())
      socket.once('close', () => leave(socket))
      const [longest] = waiting.keys()
      if (waiting.size > most && longest !== undefined) {
        leave(longest)
        longest.destroy()
      }
      return () => leave(socket)
    },
  }
}
