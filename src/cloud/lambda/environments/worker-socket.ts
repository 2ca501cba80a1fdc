import { rm } from 'node:fs/promises'
import { type Server, type Socket, createServer } from 'node:net'
import { dirname } from 'node:path'
import { socketPath } from '../../control/socket-folder.js'
import { markerLength } from './frames.js'

/** An environment has connected. */
export interface WorkerConnection {
  readonly socket: Socket
  readonly marker: Buffer
  /** What it wrote after its introduction. */
  readonly rest: Buffer
}

/**
 * The Unix socket that forked environments connect to. Its folder is the owner's only, and an environment introduces itself
 * with the random id that it was forked with.
 */
export class WorkerSocket {
  readonly path: string
  readonly #folder: string
  readonly #server: Server
  readonly #expected = new Map<string, (arrival: WorkerConnection) => void>()

  private constructor(path: string) {
    this.#folder = dirname(path)
    this.path = path
    this.#server = createServer((socket) => this.#greet(socket))
  }

  static async open(dir: string): Promise<WorkerSocket> {
    const point = new WorkerSocket(await socketPath(dir, 'lambda.sock'))
    await rm(point.path, { force: true })
    await new Promise<void>((resolve, reject) => {
      point.#server.once('error', reject)
      // Hundreds of environments may start at once.
      point.#server.listen({ path: point.path, backlog: 4_096 }, resolve)
    })
    return point
  }

  expect(id: string, arrived: (arrival: WorkerConnection) => void): void {
    this.#expected.set(id, arrived)
  }

  forget(id: string): void {
    this.#expected.delete(id)
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve))
    await rm(this.#folder, { recursive: true, force: true })
  }

  #greet(socket: Socket): void {
    let heard: Buffer = Buffer.alloc(0)
    const listen = (chunk: Buffer) => {
      heard = heard.length === 0 ? chunk : Buffer.concat([heard, chunk])
      if (heard.length < introductionLength) return
      socket.off('data', listen)
      const id = heard.toString('latin1', 0, idLength)
      const arrived = this.#expected.get(id)
      this.#expected.delete(id)
      if (arrived === undefined) {
        socket.destroy()
        return
      }
      const marker = Buffer.from(heard.subarray(idLength, introductionLength))
      arrived({ socket, marker, rest: heard.subarray(introductionLength) })
    }
    socket.on('data', listen)
    socket.on('error', () => socket.destroy())
  }
}

/** Hexadecimal digits of an environment's id. */
const idLength = 32
const introductionLength = idLength + markerLength
