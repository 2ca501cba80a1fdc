import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GatewayResponse } from './gateway-response.js'
import { requestIds, type RequestIds } from './request-context.js'
import type { StageMetrics } from './stage-metrics.js'

/** One request through the gateway: its ids and times, and the one answer that it gets. */
export class Exchange {
  readonly request: IncomingMessage
  readonly atMs = Date.now()
  readonly ids: RequestIds
  /** Set once the stage is known; a request to no stage of ours is counted nowhere. */
  metrics: StageMetrics | null = null
  /** Whether the answer is given: what comes later, from the function or its time-out, is dropped. */
  answered = false
  readonly #response: ServerResponse
  readonly #startedMs = performance.now()
  #askedMs: number | null = null
  #integrationMs: number | null = null

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request
    this.ids = requestIds(this.atMs)
    this.#response = response
  }

  /** A clock in milliseconds that does not go back. */
  get startedMs(): number {
    return this.#startedMs
  }

  integrationAsked(): void {
    this.#askedMs = performance.now()
  }

  integrationAnswered(): void {
    if (this.#askedMs !== null) this.#integrationMs = performance.now() - this.#askedMs
  }

  refuse({ status, errorType, body }: GatewayResponse): void {
    this.answer(status, ['Content-Type', 'application/json', 'x-amzn-ErrorType', errorType], body)
  }

  /** `headers` alternate names and values. A client that has gone gets nothing, and is counted like any other. */
  answer(status: number, headers: readonly string[], body: Buffer | string): void {
    if (this.answered) return
    this.answered = true
    const { requestId, extendedRequestId } = this.ids
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
    const own = [
      'x-amzn-RequestId',
      requestId,
      'x-amz-apigw-id',
      extendedRequestId,
      'Content-Length',
      String(length),
    ]
    if (!this.#response.destroyed) {
      this.#response.writeHead(status, [...own, ...headers])
      this.#response.end(body)
    }
    this.metrics?.record({
      atMs: this.atMs,
      status,
      latencyMs: performance.now() - this.#startedMs,
      integrationMs: this.#integrationMs,
    })
  }
}
