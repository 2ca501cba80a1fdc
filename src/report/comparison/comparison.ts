import type { Text } from '../../system/text.js'

/** Two tests side by side. A ratio is before over after: above 1, the second test has less of it. null: divided by nothing. */
export interface Comparison {
  readonly comparable: { readonly kind: 'yes' } | { readonly kind: 'no'; readonly why: Text }
  readonly invokeDurationRatio: number | null
  readonly durationRatio: number | null
  readonly concurrencyRatio: number | null
  readonly throttles: readonly [before: number, after: number]
  /** The comparison's table, in the order in which it is read. */
  readonly measures: readonly Measure[]
}

export interface Measure {
  readonly id: MeasureId
  readonly name: Text
  readonly unit: 'ms' | 'count' | 'share' | 'per-second' | 'USD'
  readonly before: Estimate
  readonly after: Estimate
  readonly ratio: Estimate
}

export type MeasureId =
  | 'invoke-duration'
  | 'duration-average'
  | 'duration-p95'
  | 'max-concurrency'
  | 'mean-concurrency'
  | 'throttles'
  | 'success-rate'
  | 'latency-p50'
  | 'latency-p95'
  | 'latency-p99'
  | 'served-per-second'
  | 'cost-per-million'

/** A figure and how sure it is. `value` null: it does not exist, such as a ratio to zero. */
export interface Estimate {
  readonly value: number | null
  readonly interval: Interval
}

/** A confidence interval says how it was made; where there is none, why. A bound of null is infinite. */
export type Interval =
  | {
      readonly kind: 'block-bootstrap' | 'request-bootstrap' | 'order-statistics' | 'wilson' | 'exact'
      readonly low: number | null
      readonly high: number | null
      /** 0.95. */
      readonly level: number
    }
  | { readonly kind: 'none'; readonly why: Text }
