import type { Aws } from '../client/aws.js'
import { readSeries } from './read.js'

/**
 * How often GetSecretValue was called in the account between two times (epoch seconds; from inclusive, to exclusive), by whomever:
 * the usage metric CallCount. null: the target does not publish it, so that nothing can be said.
 */
export async function secretReadCount(
  aws: Aws,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number | null> {
  const series = await readSeries(
    aws,
    {
      reads: { namespace: 'AWS/Usage', metric: 'CallCount', dimensions: GET_SECRET_VALUE, statistic: 'Sum' },
    },
    { from, to, periodSeconds: aws.access.metricsPeriodSeconds },
  )
  const points = series('reads')
  if (points.length === 0 && aws.access.usageMetrics === 'where-published') return null
  return points.reduce((total, { value }) => total + value, 0)
}

const GET_SECRET_VALUE = {
  Service: 'Secrets Manager',
  Type: 'API',
  Resource: 'GetSecretValue',
  Class: 'None',
} as const
