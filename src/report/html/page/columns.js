/** @import { Extras, Sources, Table, Test, Values } from './types.js' */

/**
 * Where each line of a chart comes from.
 * @param {Test} test
 * @param {Extras} extras
 * @returns {Sources}
 */
export function sourcesOf({ client, lambda }, { failureP50Ms, predicted, lambdaPeriodSeconds }) {
  const ofClient = (/** @type {Values | undefined} */ ys) => table(client.series.t, ys)
  const ofLambda = (/** @type {Values | undefined} */ ys) =>
    withGaps(table(lambda.series.t, ys), lambdaPeriodSeconds)
  const ofPrediction = (/** @type {Values | undefined} */ ys) => table(predicted.t, ys)
  return {
    users: () => ofClient(client.series.users),
    offered: () => ofClient(client.series.requestsPerSecond),
    served: () => ofClient(minus(client.series.requestsPerSecond, client.series.failuresPerSecond)),
    throttles: () => ofLambda(perSecond(lambda.series.throttles, lambdaPeriodSeconds)),
    concurrency: () => ofLambda(lambda.series.concurrency),
    duration: () => ofLambda(lambda.series.durationMs),
    latencyP50: () => ofClient(client.series.p50Ms),
    latencyP95: () => ofClient(client.series.p95Ms),
    failureP50: () => ofClient(failureP50Ms),
    predictedThrottles: () => ofPrediction(predicted.throttlesPerSecond),
    predictedConcurrency: () => ofPrediction(predicted.concurrency),
    limit: () => ofPrediction(predicted.limit),
  }
}

/**
 * @param {Values | undefined} xs
 * @param {Values | undefined} ys
 * @returns {Table}
 */
function table(xs, ys) {
  return [(xs ?? []).map((x) => x ?? 0), [...(ys ?? [])]]
}

/**
 * A missing point is no data: the line must break there rather than bridge it.
 * @param {Table} table
 * @param {number} period
 * @returns {Table}
 */
function withGaps([xs, ys], period) {
  /** @type {Table} */
  const broken = [[], []]
  for (const [index, x] of xs.entries()) {
    const before = xs[index - 1]
    if (before !== undefined && x - before > 1.5 * period) {
      broken[0].push(before + period)
      broken[1].push(null)
    }
    broken[0].push(x)
    broken[1].push(ys[index] ?? null)
  }
  return broken
}

/**
 * @param {Values | undefined} from
 * @param {Values | undefined} what
 */
function minus(from, what) {
  return (from ?? []).map((value, index) => (value ?? 0) - (what?.[index] ?? 0))
}

/**
 * @param {Values | undefined} counts
 * @param {number} period
 */
function perSecond(counts, period) {
  return (counts ?? []).map((value) => (value === null ? null : value / period))
}
