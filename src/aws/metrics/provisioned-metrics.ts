import type { Aws } from '../client/aws.js'
import { readSeries, type Wanted } from './read.js'

/** How a function's ready environments were used between two times. */
export interface ProvisionedUse {
  /** Invocations that found one free. */
  readonly provisioned: number
  /** Invocations that did not, and ran on demand. */
  readonly spillover: number
}

export async function provisionedUse(
  aws: Aws,
  functionName: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ProvisionedUse> {
  const of = (metric: string): Wanted => ({
    namespace: 'AWS/Lambda',
    metric,
    dimensions: { FunctionName: functionName },
    statistic: 'Sum',
  })
  const series = await readSeries(
    aws,
    {
      provisioned: of('ProvisionedConcurrencyInvocations'),
      spillover: of('ProvisionedConcurrencySpilloverInvocations'),
    },
    { from, to, periodSeconds: aws.access.metricsPeriodSeconds },
  )
  const sum = (name: 'provisioned' | 'spillover') =>
    series(name).reduce((total, { value }) => total + value, 0)
  return { provisioned: sum('provisioned'), spillover: sum('spillover') }
}
