import { ServiceError } from '../../service.js'
import type { Event } from '../environments/event.js'
import type { InvokeOutcome, InvokeRequest, Invoker } from '../invoker.js'
import { pending } from '../functions/errors.js'
import { latestVersion } from '../functions/function-state.js'
import type { Functions } from '../functions/functions.js'
import type { Concurrency, Entrance } from './concurrency.js'
import { execute } from './execute.js'
import type { Target } from './served-function.js'
import type { ServedFunctions } from './served-functions.js'

/** Admits, runs and measures invokes. The way of every request of a load test. */
export class LocalInvoker implements Invoker {
  readonly #functions: ServedFunctions
  readonly #concurrency: Concurrency
  readonly #refuse: (name: string, qualifier: string) => InvokeOutcome
  #throttled: (() => void)[] = []

  /** `refuse` says why a function can't be invoked that isn't served: unknown, or not yet active. */
  constructor(
    functions: ServedFunctions,
    concurrency: Concurrency,
    refuse: (name: string, qualifier: string) => InvokeOutcome,
  ) {
    this.#functions = functions
    this.#concurrency = concurrency
    this.#refuse = refuse
  }

  async invoke(request: InvokeRequest): Promise<InvokeOutcome> {
    const target = this.#functions.target(request.functionName, request.qualifier)
    if (target === null) return this.#refuse(request.functionName, request.qualifier)
    if (request.source !== undefined && !this.#functions.permits(target, request.source)) return notPermitted
    const entrance = this.#concurrency.enter(target, performance.now())
    if (entrance.kind === 'throttled') {
      target.metrics.throttles.add(1)
      await this.#throttleDelay()
      return { kind: 'throttled', reason: entrance.reason, retryAfterSeconds: null }
    }
    return await this.#run(target, entrance, request)
  }

  async #run(target: Target, { pool, fleet }: Admitted, request: InvokeRequest): Promise<InvokeOutcome> {
    const { metrics, version } = target
    const startedAtMs = Date.now()
    metrics.invocations.add(1, startedAtMs)
    const environment = fleet.take()
    try {
      const done = await execute(environment, eventOf(target, request, startedAtMs), version.executed)
      metrics.duration.add(done.durationMs, startedAtMs)
      metrics.errors.add(done.kind === 'answered' ? 0 : 1, startedAtMs)
      const logTail = request.logs === 'tail' ? environment.log.finish() : environment.log.finishUnseen()
      return { kind: done.kind, payload: done.payload, executedVersion: version.executed.version, logTail }
    } finally {
      fleet.release(environment, performance.now())
      this.#concurrency.leave(target, pool)
    }
  }

  /** A throttle takes a few milliseconds on AWS too; without them, clients that wait for answers would spin. */
  async #throttleDelay(): Promise<void> {
    await new Promise<void>((resolve) => {
      // One timer for all that are throttled meanwhile.
      if (this.#throttled.push(resolve) > 1) return
      setTimeout(() => {
        const due = this.#throttled
        this.#throttled = []
        for (const answer of due) answer()
      }, throttleMs)
    })
  }
}

const notPermitted: InvokeOutcome = {
  kind: 'refused',
  code: 'AccessDeniedException',
  status: 403,
  message: 'The resource policy of the function does not allow this service to invoke it.',
}

type Admitted = Extract<Entrance, { kind: 'admitted' }>

const throttleMs = 8
const LATEST_SUFFIX = Buffer.from(`:${latestVersion}`)

function eventOf(target: Target, request: InvokeRequest, atMs: number): Event {
  const { requestId, payload, clientContext } = request
  const epoch = Math.floor(atMs / 1_000).toString(16)
  const trace = requestId.replaceAll('-', '').slice(0, 24)
  return {
    requestId,
    functionArn: request.namesLatest === true ? Buffer.concat([target.arn, LATEST_SUFFIX]) : target.arn,
    traceId: `Root=1-${epoch}-${trace};Parent=${trace.slice(0, 16)};Sampled=0`,
    clientContext: clientContext ?? '',
    payload,
  }
}

/** Why a function that the invoker doesn't serve can't be invoked: there is none, or it is still being made. */
export function invokeRefusal(functions: Functions, name: string, qualifier: string): InvokeOutcome {
  try {
    functions.version({ name, qualifier: qualifier === latestVersion ? null : qualifier })
    return refused(pending())
  } catch (error) {
    if (error instanceof ServiceError) return refused(error)
    throw error
  }
}

function refused({ code, status, message }: ServiceError): InvokeOutcome {
  return { kind: 'refused', code, status, message }
}
