import type { Instance } from '@aws-sdk/client-ec2'
import type { Found, Row, Tagged } from '../../core/ledger.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { isRecentlyCreated } from '../recently-created.js'
import { labIn, madeBy } from '../tags.js'

/** The lab's own, if it is not on its way out. */
export async function findLaunched(aws: Aws, labId: string): Promise<Found> {
  const tagged = await instances(aws, [madeBy(labId)])
  const instance = tagged.find(isPlain)
  return instance?.InstanceId === undefined
    ? { kind: 'none' }
    : { kind: 'ours', id: instance.InstanceId, details: {} }
}

/**
 * The same for who would launch one where there is none: what the ledger says was launched moments ago may not be listed yet, and would
 * be launched twice. One that ended since is listed, for an hour: another may take its place.
 */
export async function findLaunchedOrRecent(aws: Aws, labId: string, row: Row | null): Promise<Found> {
  const found = await findLaunched(aws, labId)
  if (found.kind !== 'none' || row?.type !== 'ec2-instance' || row.id === null || !isRecentlyCreated(row))
    return found
  const byId = [{ Name: 'instance-id', Values: [row.id] }]
  const ended = (await instances(aws, byId, ENDING)).length > 0
  return ended ? found : { kind: 'ours', id: row.id, details: {} }
}

export async function isThere(aws: Aws, id: string): Promise<boolean> {
  return (await instances(aws, [{ Name: 'instance-id', Values: [id] }])).length > 0
}

export async function taggedInstances(aws: Aws, labId: string | null): Promise<Tagged[]> {
  const filter = madeBy(labId)
  return (await instances(aws, [filter])).filter(isPlain).map((instance) => {
    const [id, lab] = [instance.InstanceId ?? '', labOf(instance)]
    const type = 'ec2-instance' as const
    return { type, id, labId: lab, intent: { lab }, what: verbatim(`EC2 ${id} (${instance.InstanceType})`) }
  })
}

/** Not on their way out. */
export const PRESENT = ['pending', 'running', 'stopping', 'stopped']

const ENDING = ['shutting-down', 'terminated']

export async function instances(
  aws: Aws,
  filters: readonly { Name: string; Values: string[] }[],
  states = PRESENT,
): Promise<Instance[]> {
  const ec2 = await aws.ec2()
  const found: Instance[] = []
  let NextToken: string | undefined
  do {
    const page = await ec2.describeInstances({
      Filters: [...filters, { Name: 'instance-state-name', Values: states }],
      MaxResults: 1_000,
      ...(NextToken && { NextToken }),
    })
    found.push(...(page.Reservations ?? []).flatMap(({ Instances = [] }) => Instances))
    NextToken = page.NextToken
  } while (NextToken)
  return found
}

/** Not one of Cloud9's: those carry the tags of their environment, and go with it. */
const isPlain = ({ Tags = [] }: Instance) => !Tags.some(({ Key }) => Key === 'aws:cloud9:environment')

const labOf = ({ Tags = [] }: Instance) => labIn(Tags) ?? ''
