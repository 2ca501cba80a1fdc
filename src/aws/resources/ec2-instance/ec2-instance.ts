import type { Instance } from '@aws-sdk/client-ec2'
import * as v from 'valibot'
import type { Row } from '../../../core/ledger.js'
import { verbatim } from '../../../system/text.js'
import type { Aws } from '../../client/aws.js'
import { instanceTypeFacts, isInstanceType, notInRegion } from '../../load-host/instance-types.js'
import { placeOf } from '../../load-host/instances.js'
import { isRecentlyCreated } from '../../recently-created.js'
import { labIn, madeBy } from '../../tags.js'
import { NONE, resource, there, type There } from '../resource.js'
import { byId, ENDING, instances } from './instances.js'
import { launched, launchInstance, terminateInstance } from './launch.js'
import { throwRefused } from './refused-launch.js'
import { instanceRunning } from './running-cost.js'

// What was found by its tag has no type.
const INTENT = v.object({ instanceType: v.exactOptional(v.string()), lab: v.string() })
type Intent = v.InferOutput<typeof INTENT>

interface Placed {
  readonly instanceType: string
  readonly name: string
  readonly subnetId: string
  readonly securityGroupId: string
  /** Of the instance profile. */
  readonly profile: string
}

/** The instance that the load comes from, where that is not Cloud9's. */
export const ec2Instance = resource<Intent, Intent & Placed>({
  type: 'ec2-instance',
  intent: INTENT,
  undo: 'delete',
  listed: 'late',
  running: ({ instanceType }, prices) => instanceRunning('ec2-instance', instanceType, prices),
  find: async ({ aws, intent, row }) => {
    const instance = (await instances(aws, [madeBy(intent.lab)])).find(isPlain)
    return instance?.InstanceId === undefined
      ? await notListedYet(aws, row)
      : there('ours', instance.InstanceId)
  },
  create: async ({ aws, wanted, token, tags }) => {
    const { instanceType, name, subnetId, securityGroupId, profile } = wanted
    const facts = await instanceTypeFacts(aws, instanceType)
    if (facts === null || !isInstanceType(instanceType)) throw notInRegion(instanceType)
    const { architecture } = facts
    const where = { subnetId, securityGroupId, profile }
    const id = await launchInstance(aws, { name, instanceType, architecture, ...where, token, tags }).catch(
      async (thrown: unknown) => {
        const { zone } = await placeOf(aws, subnetId)
        return throwRefused(aws, thrown, { instanceType, zone, first: null })
      },
    )
    return { id, details: {} }
  },
  ready: ({ aws, id }) => launched(aws, id),
  remains: async ({ aws, row }) => {
    if (row.id === null) return null
    const isListed = (await instances(aws, [byId(row.id)])).length > 0
    return isListed || isRecentlyCreated(row) ? there('ours', row.id) : NONE
  },
  remove: async ({ aws, id }) => {
    await terminateInstance(aws, id)
    return { kind: 'removed' }
  },
  describe: ({ instanceType }, id) =>
    verbatim(`EC2 ${id ?? '…'}${instanceType === undefined ? '' : ` (${instanceType})`}`),
  tagged: async (aws, labId) =>
    (await instances(aws, [madeBy(labId)])).filter(isPlain).map((instance) => {
      const { InstanceId: id = '', InstanceType } = instance
      const lab = labIn(instance.Tags) ?? ''
      return { id, labId: lab, intent: { lab }, what: verbatim(`EC2 ${id} (${InstanceType})`) }
    }),
})

/**
 * What the ledger says was launched moments ago may not be listed yet, and would be launched twice. One that ended since is listed, for
 * an hour: another may take its place.
 */
async function notListedYet(aws: Aws, row: Row | null): Promise<There> {
  if (row === null || row.id === null || !isRecentlyCreated(row)) return NONE
  const hasEnded = (await instances(aws, [byId(row.id)], ENDING)).length > 0
  return hasEnded ? NONE : there('ours', row.id)
}

/** Not one of Cloud9's: those carry the tags of their environment, and go with it. */
const isPlain = ({ Tags = [] }: Instance) => !Tags.some(({ Key }) => Key === 'aws:cloud9:environment')
