import type { Aws } from '../client/aws.js'
import { readSeries, type Wanted } from './read.js'

/** What CloudWatch says of the REST API between two times. */
export interface GatewayMetrics {
  readonly requests: number
  /** Lambda's throttles show here: API Gateway answers them with 500. */
  readonly serverErrors: number
  /** API Gateway's own throttling (429) shows here. */
  readonly clientErrors: number
}

export async function gatewayMetrics(
  aws: Aws,
  gateway: { readonly apiName: string; readonly stage: string },
  { from, to }: { readonly from: number; readonly to: number },
): Promise<GatewayMetrics> {
  const of = (metric: string): Wanted => ({
    namespace: 'AWS/ApiGateway',
    metric,
    dimensions: { ApiName: gateway.apiName, Stage: gateway.stage },
    statistic: 'Sum',
  })
  const series = await readSeries(
    aws,
    { requests: of('Count'), serverErrors: of('5XXError'), clientErrors: of('4XXError') },
    { from, to, periodSeconds: aws.access.metricsPeriodSeconds },
  )
  const sum = (name: 'requests' | 'serverErrors' | 'clientErrors') =>
    series(name).reduce((total, { value }) => total + value, 0)
  return {
    requests: sum('requests'),
    serverErrors: sum('serverErrors'),
    clientErrors: sum('clientErrors'),
  }
}
