import type { InvokeLog } from '../invoke/logs/invoke-log.js'
import type { EnvironmentSettings } from './environment-settings.js'
import { type Event, encodeEvent } from './event.js'
import type { Frame } from './frames.js'
import type { EnvironmentProcess, Processes } from './processes.js'
import type { Ending } from './zygote.js'

/**
 * One execution environment: at most one process, which handles one event at a time. After a crash or a timeout the
 * environment stays, without a process (`reset`), and its next invoke initializes it again, as on Lambda.
 */
export class ExecutionEnvironment {
  readonly settings: EnvironmentSettings
  /** When it became idle, on the monotonic clock; its fleet's. */
  idleSince = 0
  /** The most memory that its process was seen to use, in MB. */
  peakMb = 0
  readonly log: InvokeLog
  readonly #processes: Processes
  readonly #onEnd: () => void
  #state: EnvironmentState = { kind: 'new' }
  #watch: NodeJS.Timeout | null = null
  #watchAt = 0

  /** `onEnd`: what is left to be tidied away when it has ended for good. */
  constructor(settings: EnvironmentSettings, processes: Processes, log: InvokeLog, onEnd: () => void) {
    this.settings = settings
    this.#processes = processes
    this.log = log
    this.#onEnd = onEnd
  }

  get state(): EnvironmentState['kind'] {
    return this.#state.kind
  }

  /** Starts the process and runs the function's module level. Allowed in `new` and `reset`. */
  async initialize(limitMs: number): Promise<Initialization> {
    return await new Promise((resolve) => {
      const process: EnvironmentProcess = this.#processes.launch(this.settings, {
        text: (chunk) => this.log.write(chunk),
        frame: (frame) => this.#take(process, frame),
        ended: (ending) => this.#ended(process, ending),
      })
      const startedAt = performance.now()
      this.#state = { kind: 'initializing', process, startedAt, dueAt: startedAt + limitMs, resolve }
      this.#watchUntil(startedAt + limitMs)
    })
  }

  /** Hands over an event and resolves with what came of it. Allowed in `idle`. */
  async run(event: Event, limitMs: number): Promise<Run> {
    return await new Promise((resolve) => {
      if (this.#state.kind !== 'idle')
        throw new Error(`An environment that is ${this.#state.kind} got an event`)
      const { process } = this.#state
      const startedAt = performance.now()
      this.#state = { kind: 'busy', process, startedAt, dueAt: startedAt + limitMs, resolve }
      process.send(encodeEvent(event, Date.now() + limitMs))
      this.#watchUntil(startedAt + limitMs)
    })
  }

  /** Ends it for good. An invoke that it still runs is answered as if the process had been killed. */
  end(): void {
    if (this.#state.kind === 'idle') this.#state = { kind: 'ended', process: this.#state.process }
    this.#state.process?.kill()
    this.#onEnd()
  }

  #take(process: EnvironmentProcess, frame: Frame): void {
    const state = this.#state
    if (state.process !== process) return
    this.peakMb = frame.peakMb
    if (state.kind === 'initializing' && frame.kind === 'initialized') {
      this.#state = { kind: 'idle', process }
      state.resolve({ kind: 'initialized', durationMs: frame.durationMs, peakMb: frame.peakMb })
    } else if (state.kind === 'initializing' && frame.kind === 'initialization-failed') {
      // Its process is about to end; an error that it reported goes before the way it ends.
      this.#state = { kind: 'reset' }
      state.resolve({
        kind: 'failed',
        durationMs: frame.durationMs,
        peakMb: frame.peakMb,
        error: frame.payload,
      })
    } else if (state.kind === 'busy' && (frame.kind === 'answered' || frame.kind === 'failed')) {
      this.#state = { kind: 'idle', process }
      state.resolve({ ...frame, kind: frame.kind })
    } else if (frame.kind === 'out-of-memory') {
      this.#resolve({ kind: 'out-of-memory', durationMs: elapsedMs(state), peakMb: this.settings.memoryMb })
    }
  }

  #ended(process: EnvironmentProcess, ending: Ending): void {
    if (this.#state.process === process)
      this.#resolve({ kind: 'exited', ending, durationMs: elapsedMs(this.#state) })
  }

  /** The process is of no more use, whether it is gone or not: tells who waits for it and forgets it. */
  #resolve(why: Lost): void {
    const state = this.#state
    this.#state = { kind: 'reset' }
    if (state.kind === 'initializing' || state.kind === 'busy') state.resolve(why)
  }

  /** One timer for many invokes: when it fires it looks at the present one's due time and is set again if that is later. */
  #watchUntil(dueAt: number): void {
    if (this.#watch !== null && this.#watchAt <= dueAt) return
    if (this.#watch !== null) clearTimeout(this.#watch)
    this.#watchAt = dueAt
    this.#watch = setTimeout(() => this.#look(), dueAt - performance.now())
    this.#watch.unref()
  }

  #look(): void {
    this.#watch = null
    const state = this.#state
    if (state.kind !== 'initializing' && state.kind !== 'busy') return
    // Timers may fire a fraction of a millisecond early.
    if (state.dueAt - performance.now() > 1) return this.#watchUntil(state.dueAt)
    state.process.kill()
    this.#resolve({ kind: 'timed-out', durationMs: state.dueAt - state.startedAt })
  }
}

type EnvironmentState =
  | { readonly kind: 'new'; readonly process?: undefined }
  | ({ readonly kind: 'initializing'; readonly resolve: (outcome: Initialization) => void } & Running)
  | { readonly kind: 'idle'; readonly process: EnvironmentProcess }
  | ({ readonly kind: 'busy'; readonly resolve: (outcome: Run) => void } & Running)
  | { readonly kind: 'reset'; readonly process?: undefined }
  | { readonly kind: 'ended'; readonly process: EnvironmentProcess }

interface Running {
  readonly process: EnvironmentProcess
  readonly startedAt: number
  readonly dueAt: number
}

export type Initialization =
  | { readonly kind: 'initialized'; readonly durationMs: number; readonly peakMb: number }
  /** The module could not be loaded; `error` is the runtime's JSON. */
  | { readonly kind: 'failed'; readonly durationMs: number; readonly peakMb: number; readonly error: Buffer }
  | Lost

export type Run = Done | Lost

export interface Done {
  /** `failed`: the handler raised, and `payload` is the error's JSON. */
  readonly kind: 'answered' | 'failed'
  readonly durationMs: number
  readonly peakMb: number
  readonly payload: Buffer
}

/** The process is gone; durations as seen from outside. */
export type Lost =
  | { readonly kind: 'exited'; readonly ending: Ending; readonly durationMs: number }
  | { readonly kind: 'timed-out'; readonly durationMs: number }
  | { readonly kind: 'out-of-memory'; readonly durationMs: number; readonly peakMb: number }

function elapsedMs(state: EnvironmentState): number {
  return 'startedAt' in state ? performance.now() - state.startedAt : 0
}
