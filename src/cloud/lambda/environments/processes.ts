import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { EnvironmentSettings } from './environment-settings.js'
import { type Frame, FrameParser } from './frames.js'
import { type WorkerConnection, WorkerSocket } from './worker-socket.js'
import { type Ending, Zygote, ZygoteKilled, type ZygoteOptions } from './zygote.js'

/** What happens in an environment's process, in this order: texts and frames, then `ended`, once. */
export interface ProcessEvents {
  text(chunk: Buffer): void
  frame(frame: Frame): void
  ended(ending: Ending): void
}

export interface EnvironmentProcess {
  send(event: Buffer): void
  /** Kills it and all that it started; `ended` follows. */
  kill(): void
}

/** Starts and ends the processes of execution environments. */
export class Processes {
  readonly #dir: string
  readonly #python: string
  readonly #running = new Map<string, RunningProcess>()
  #workers: WorkerSocket | null = null
  #zygote: Promise<Zygote> | null = null

  constructor(dir: string, python: string) {
    this.#dir = dir
    this.#python = python
  }

  /** Resolves when environments can be forked. */
  async start(): Promise<void> {
    this.#workers ??= await WorkerSocket.open(this.#dir)
    await this.#forker()
  }

  launch(settings: EnvironmentSettings, events: ProcessEvents): EnvironmentProcess {
    const id = randomBytes(16).toString('hex')
    const running = new RunningProcess(events, () => this.#kill(id))
    this.#running.set(id, running)
    this.#workers?.expect(id, (arrival) => running.connected(arrival))
    this.#forker().then(
      (zygote) => zygote.fork(id, settings),
      () => this.#exited(id, { kind: 'signal', signal: 9 }),
    )
    return running
  }

  /** Kills everything. Resolves when it is gone. */
  async stop(): Promise<void> {
    const zygote = this.#zygote
    this.#zygote = null
    await (await zygote?.catch(() => null))?.stop()
    for (const id of this.#running.keys()) this.#exited(id, { kind: 'signal', signal: 9 })
    await this.#workers?.close()
    this.#workers = null
  }

  async #forker(): Promise<Zygote> {
    if (this.#workers === null) throw new Error('Functions are not being run: the cloud is stopping')
    this.#zygote ??= startZygote({
      python: this.#python,
      socketPath: this.#workers.path,
      onExit: (id, ending) => this.#exited(id, ending),
      onGone: () => this.#lost(),
    }).catch((error: unknown) => {
      this.#zygote = null
      throw error
    })
    return await this.#zygote
  }

  #kill(id: string): void {
    this.#zygote?.then(
      (zygote) => zygote.kill(id),
      () => undefined,
    )
  }

  /** Somebody killed the zygote, and all environments with it; the next launch starts another. */
  #lost(): void {
    this.#zygote = null
    for (const id of this.#running.keys()) this.#exited(id, { kind: 'signal', signal: 9 })
  }

  #exited(id: string, ending: Ending): void {
    const running = this.#running.get(id)
    this.#running.delete(id)
    void running?.exited(ending).then(() => this.#workers?.forget(id))
  }
}

/** Again where it was killed while it started. */
async function startZygote(options: ZygoteOptions, left = MOST_STARTS): Promise<Zygote> {
  try {
    return await Zygote.start(options)
  } catch (error) {
    if (!(error instanceof ZygoteKilled) || left === 1) throw error
    return await startZygote(options, left - 1)
  }
}

const MOST_STARTS = 3

class RunningProcess implements EnvironmentProcess {
  readonly kill: () => void
  readonly #events: ProcessEvents
  #socket: Socket | null = null
  #ending: Ending | null = null
  #silent = false

  constructor(events: ProcessEvents, kill: () => void) {
    this.#events = events
    this.kill = kill
  }

  connected({ socket, marker, rest }: WorkerConnection): void {
    const parser = new FrameParser(marker, this.#events)
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => parser.push(chunk))
    socket.once('close', () => {
      parser.end()
      this.#silent = true
      this.#endIfOver()
    })
    if (rest.length > 0) parser.push(rest)
  }

  send(event: Buffer): void {
    this.#socket?.write(event)
  }

  /** Resolves when it is known whether it had connected before it ended. */
  async exited(ending: Ending): Promise<void> {
    this.#ending = ending
    await whatHasArrived()
    if (this.#socket === null) this.#silent = true
    else setTimeout(() => void this.#hangUp(), lastWordsMs).unref()
    this.#endIfOver()
  }

  /** A process that left the environment's group can hold its output open; its words are not waited for. */
  async #hangUp(): Promise<void> {
    await whatHasArrived()
    this.#socket?.destroy()
  }

  #endIfOver(): void {
    if (this.#ending !== null && this.#silent) this.#events.ended(this.#ending)
  }
}

const lastWordsMs = 200

/**
 * Resolves when what the system already had for this process has been read: that an environment has ended may be heard before its
 * connection is taken and its words are read, and where there is much to do, also before a timer that has run out is due.
 */
async function whatHasArrived(): Promise<void> {
  // A connection is taken in the first turn of the event loop at the latest, and read in the next; one to spare.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
