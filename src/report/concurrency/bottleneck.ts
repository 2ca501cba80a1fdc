import type { TestRun } from '../run/run.js'
import { otherAnswers } from '../other-answers.js'
import { findings } from '../validity/findings.js'

/** What kept a test from serving more, or from serving all. */
export type Bottleneck =
  /** Requests were throttled although the limit was not reached: Lambda was still adding environments. */
  | { readonly kind: 'scaling'; readonly throttledFor: Span }
  /** Requests were throttled at the account's or the function's limit. */
  | { readonly kind: 'limit'; readonly limit: number; readonly of: 'account' | 'function' }
  /** Requests were throttled far below the limit: ten requests per second for each unit of concurrency. */
  | { readonly kind: 'request-rate'; readonly perSecond: number }
  /** API Gateway itself refused, with 429: its limit of requests per second, before Lambda saw any of them. */
  | { readonly kind: 'api-gateway'; readonly refused: number }
  | { readonly kind: 'generator' }
  /** All that was asked was served: the load itself was the limit. */
  | { readonly kind: 'load' }

/** Seconds from the test's start. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A limit counts as reached from here on; a maximum by minute or second can miss the last one. */
const REACHED = 0.98
const PER_UNIT = 10
/** Throttles of this share of the requests, as at the start of a load, limit nothing where the generator is the limit for the rest. */
const FEW = 0.1

/** Refusals of a smaller share are no limit to speak of. */
const FEW_REFUSED = 0.01

const refusedByGateway = (run: TestRun): number =>
  otherAnswers(run)
    .filter(({ status, by }) => status === 429 && by === 'api-gateway')
    .reduce((sum, { count }) => sum + count, 0)

const throttledShare = ({ lambda }: TestRun) =>
  lambda.throttles / Math.max(1, lambda.invocations + lambda.throttles)

export function bottleneckOf(run: TestRun): Bottleneck {
  const { lambda, limits } = run
  const refused = refusedByGateway(run)
  if (refused > Math.max(lambda.throttles, run.client.requests * FEW_REFUSED))
    return { kind: 'api-gateway', refused }
  const starved = findings(run).some(({ rule }) => rule === 'generator-starved')
  if (lambda.throttles === 0) return { kind: starved ? 'generator' : 'load' }
  if (starved && throttledShare(run) < FEW) return { kind: 'generator' }
  const limit = limits.reservedConcurrency ?? limits.accountConcurrency
  if (lambda.maxConcurrency >= limit * REACHED)
    return { kind: 'limit', limit, of: limits.reservedConcurrency === null ? 'account' : 'function' }
  const fastest = Math.max(...lambda.series.map(({ invocations }) => invocations / lambda.periodSeconds))
  if (fastest >= limit * PER_UNIT * REACHED) return { kind: 'request-rate', perSecond: limit * PER_UNIT }
  return { kind: 'scaling', throttledFor: throttled(run) }
}

function throttled({ lambda }: TestRun): Span {
  const times = lambda.series.filter(({ throttles }) => throttles > 0).map(({ t }) => t)
  return { from: Math.min(...times), to: Math.max(...times) + lambda.periodSeconds }
}
