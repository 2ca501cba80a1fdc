import { ServiceError } from '../../service.js'
import { Bucket } from '../store/bucket.js'
import type { StoredSeries } from '../store/series.js'

/** A span of time cut into periods, in epoch seconds, `to` exclusive. */
export interface Window {
  readonly from: number
  readonly to: number
  readonly period: number
}

/**
 * Aligned as CloudWatch does: below a minute both ends go down to the period; from a minute on the start goes down to the
 * minute, periods are counted from there, and a minute that has begun before the end belongs to it.
 */
export function windowOf(start: Date, end: Date, period: number): Window {
  if (![1, 5, 10, 30].includes(period) && (period < 60 || period % 60 !== 0)) {
    throw new ServiceError(
      'InvalidParameterValue',
      'The parameter Period must be 1, 5, 10, 30 or a multiple of 60.',
    )
  }
  if (start >= end) {
    throw new ServiceError(
      'ValidationError',
      'The parameter StartTime must be less than the parameter EndTime.',
    )
  }
  const [from, to] = [start.getTime() / 1_000, end.getTime() / 1_000]
  if (period < 60) return { from: down(from, period), to: down(to, period), period }
  return { from: down(from, 60), to: -down(-to, 60), period }
}

/** The buckets of each period that has samples before `until`, by its first second, in order. A period without has none. */
export function periodsOf(
  series: readonly StoredSeries[],
  window: Window,
  until: number,
): Map<number, Bucket> {
  const periods = new Map<number, [Bucket, ...Bucket[]]>()
  for (const one of series) {
    for (const [second, bucket] of one.between(
      window.from,
      Math.min(window.to, until),
      window.period >= 60,
    )) {
      const start = second - ((second - window.from) % window.period)
      const known = periods.get(start)
      if (known === undefined) periods.set(start, [bucket])
      else known.push(bucket)
    }
  }
  const inOrder = [...periods].sort(([a], [b]) => a - b)
  return new Map(inOrder.map(([start, buckets]) => [start, Bucket.merge(buckets)]))
}

function down(seconds: number, step: number): number {
  return Math.floor(seconds / step) * step
}
