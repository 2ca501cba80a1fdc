import type { MetricRecorder, MetricSeries } from '../../cloudwatch/store/recorder.js'

/** One answered request, in milliseconds; `integrationMs` is null where the function was never asked. */
export interface Measured {
  readonly atMs: number
  readonly status: number
  readonly latencyMs: number
  readonly integrationMs: number | null
}

/** AWS/ApiGateway's metrics of a stage, reported with the API's name alone and with the stage. */
export class StageMetrics {
  readonly #groups: readonly Group[]

  constructor(recorder: MetricRecorder, apiName: string, stageName: string) {
    const dimensions = [{ ApiName: apiName }, { ApiName: apiName, Stage: stageName }]
    this.#groups = dimensions.map((group) => groupOf(recorder, group))
  }

  record({ atMs, status, latencyMs, integrationMs }: Measured): void {
    for (const group of this.#groups) {
      group.count.add(1, atMs)
      // Every request is a sample, so that their average is the error rate.
      group.clientErrors.add(status >= 400 && status < 500 ? 1 : 0, atMs)
      group.serverErrors.add(status >= 500 ? 1 : 0, atMs)
      group.latency.add(latencyMs, atMs)
      if (integrationMs !== null) group.integrationLatency.add(integrationMs, atMs)
    }
  }
}

interface Group {
  readonly count: MetricSeries
  readonly clientErrors: MetricSeries
  readonly serverErrors: MetricSeries
  readonly latency: MetricSeries
  readonly integrationLatency: MetricSeries
}

function groupOf(recorder: MetricRecorder, dimensions: Readonly<Record<string, string>>): Group {
  const series = (name: string, unit: 'Count' | 'Milliseconds'): MetricSeries =>
    recorder.series({ namespace: 'AWS/ApiGateway', name, dimensions, unit })
  return {
    count: series('Count', 'Count'),
    clientErrors: series('4XXError', 'Count'),
    serverErrors: series('5XXError', 'Count'),
    latency: series('Latency', 'Milliseconds'),
    integrationLatency: series('IntegrationLatency', 'Milliseconds'),
  }
}
