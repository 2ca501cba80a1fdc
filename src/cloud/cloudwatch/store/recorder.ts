/**
 * Where services report what happened, in buckets of one second. Called a few times for each request, so it must cost
 * well under a microsecond or two: no allocation for a known series.
 */
export interface MetricRecorder {
  /** One series for each combination; keep what it returns and call `add` on it. */
  series(metric: MetricName): MetricSeries
}

export interface MetricName {
  readonly namespace: 'AWS/Lambda' | 'AWS/ApiGateway' | 'AWS/Usage'
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly unit: 'Count' | 'Milliseconds'
}

export interface MetricSeries {
  /** A sample at `atMs` (epoch milliseconds; now unless told): the second it falls in counts it. */
  add(value: number, atMs?: number): void
}
