import type { MetricName, MetricRecorder, MetricSeries } from '../../cloudwatch/store/recorder.js'

/** One metric in each of its dimensions. */
export class Metric {
  readonly #series: readonly MetricSeries[]

  constructor(
    recorder: MetricRecorder,
    name: string,
    unit: MetricName['unit'],
    dimensions: readonly Dimensions[],
  ) {
    this.#series = dimensions.map((of) =>
      recorder.series({ namespace: 'AWS/Lambda', name, dimensions: of, unit }),
    )
  }

  add(value: number, atMs?: number): void {
    for (const series of this.#series) series.add(value, atMs)
  }
}

type Dimensions = Readonly<Record<string, string>>

/** The metrics of what is invoked: a function by a qualifier. Counted for it, for the function and for all functions. */
export class InvokeMetrics {
  readonly invocations: Metric
  readonly errors: Metric
  readonly throttles: Metric
  readonly duration: Metric
  /** Of this qualifier alone: the other dimensions have their own values. */
  readonly concurrency: Metric
  readonly provisionedInUse: Metric
  readonly provisionedUtilization: Metric
  readonly provisionedInvocations: Metric
  readonly spilloverInvocations: Metric

  constructor(recorder: MetricRecorder, functionName: string, qualifier: string, executedVersion: string) {
    const Resource = qualifier === '$LATEST' ? functionName : `${functionName}:${qualifier}`
    const resource = { FunctionName: functionName, Resource }
    // Only an alias can be asked which version it ran.
    const executed = qualifier === executedVersion ? [] : [{ ...resource, ExecutedVersion: executedVersion }]
    const of = [{}, { FunctionName: functionName }, resource, ...executed]
    this.invocations = new Metric(recorder, 'Invocations', 'Count', of)
    this.errors = new Metric(recorder, 'Errors', 'Count', of)
    this.throttles = new Metric(recorder, 'Throttles', 'Count', of)
    this.duration = new Metric(recorder, 'Duration', 'Milliseconds', of)
    this.concurrency = new Metric(recorder, 'ConcurrentExecutions', 'Count', [resource, ...executed])
    const provisioned = [{ FunctionName: functionName }, resource, ...executed]
    this.provisionedInUse = new Metric(recorder, 'ProvisionedConcurrentExecutions', 'Count', provisioned)
    this.provisionedUtilization = new Metric(
      recorder,
      'ProvisionedConcurrencyUtilization',
      'Count',
      provisioned,
    )
    this.provisionedInvocations = new Metric(
      recorder,
      'ProvisionedConcurrencyInvocations',
      'Count',
      provisioned,
    )
    this.spilloverInvocations = new Metric(
      recorder,
      'ProvisionedConcurrencySpilloverInvocations',
      'Count',
      provisioned,
    )
  }
}

/** What the whole account has in use. */
export class AccountMetrics {
  readonly concurrency: Metric
  readonly unreserved: Metric
  readonly claimed: Metric

  constructor(recorder: MetricRecorder) {
    this.concurrency = new Metric(recorder, 'ConcurrentExecutions', 'Count', [{}])
    this.unreserved = new Metric(recorder, 'UnreservedConcurrentExecutions', 'Count', [{}])
    this.claimed = new Metric(recorder, 'ClaimedAccountConcurrency', 'Count', [{}])
  }
}

export const functionConcurrency = (recorder: MetricRecorder, functionName: string) =>
  new Metric(recorder, 'ConcurrentExecutions', 'Count', [{ FunctionName: functionName }])
