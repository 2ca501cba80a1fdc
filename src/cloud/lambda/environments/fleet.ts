import { ExecutionEnvironment } from './execution-environment.js'

/**
 * The execution environments of one version of a function, or of one provisioned concurrency. An environment belongs to one
 * invoke from `take` to `release`; the one that was used last is taken first, so that the others can expire.
 */
export class Fleet {
  readonly #make: () => ExecutionEnvironment
  /** Longest unused first. */
  readonly #idle: ExecutionEnvironment[] = []
  #retired = false

  constructor(make: () => ExecutionEnvironment) {
    this.#make = make
  }

  get idle(): number {
    return this.#idle.length
  }

  take(): ExecutionEnvironment {
    return this.#idle.pop() ?? this.#make()
  }

  release(environment: ExecutionEnvironment, nowMs: number): void {
    if (this.#retired) {
      environment.end()
      return
    }
    environment.idleSince = nowMs
    this.#idle.push(environment)
  }

  /** Ends the environments that nobody has used since `beforeMs`. */
  expire(beforeMs: number): void {
    while (this.#idle[0] !== undefined && this.#idle[0].idleSince < beforeMs) this.#idle.shift()?.end()
  }

  /** The version was replaced or deleted: idle environments end now, the others when their invoke is over. */
  retire(): void {
    this.#retired = true
    for (const environment of this.#idle.splice(0)) environment.end()
  }
}
