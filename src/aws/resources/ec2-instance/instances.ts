import type { Instance } from '@aws-sdk/client-ec2'
import type { Aws } from '../../client/aws.js'
import { everyItem, pages } from '../../client/pages.js'

/** Not on their way out. */
export const PRESENT: readonly string[] = ['pending', 'running', 'stopping', 'stopped']

export const ENDING: readonly string[] = ['shutting-down', 'terminated']

export async function instances(
  aws: Aws,
  filters: readonly { Name: string; Values: string[] }[],
  states: readonly string[] = PRESENT,
): Promise<Instance[]> {
  const ec2 = await aws.ec2()
  const Filters = [...filters, { Name: 'instance-state-name', Values: [...states] }]
  const reservations = await everyItem(
    pages(
      (NextToken) => ec2.describeInstances({ Filters, MaxResults: 1_000, NextToken }),
      ({ NextToken }) => NextToken,
    ),
    (page) => page.Reservations,
  )
  return reservations.flatMap(({ Instances = [] }) => Instances)
}

export const byId = (id: string): { Name: string; Values: string[] } => ({
  Name: 'instance-id',
  Values: [id],
})
