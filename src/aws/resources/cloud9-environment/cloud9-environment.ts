import * as v from 'valibot'
import { LabError } from '../../../core/errors.js'
import { verbatim } from '../../../system/text.js'
import { placeOf } from '../../load-host/instances.js'
import { instanceRunning } from '../ec2-instance/running-cost.js'
import { refusedLaunch } from '../ec2-instance/refused-launch.js'
import { NONE, resource, there } from '../resource.js'
import {
  createEnvironment,
  deleteEnvironment,
  describeEnvironment,
  environmentReady,
  environments,
} from './environments.js'

const INTENT = v.object({ name: v.string(), instanceType: v.exactOptional(v.string()), lab: v.string() })
type Intent = v.InferOutput<typeof INTENT>
type Wanted = Intent & { readonly instanceType: string; readonly subnetId: string }

/** Cloud9's environment, with its instance and security group. */
export const cloud9Environment = resource<Intent, Wanted>({
  type: 'cloud9-environment',
  intent: INTENT,
  undo: 'delete',
  listed: 'late',
  running: ({ instanceType }, prices) => instanceRunning('cloud9-environment', instanceType, prices),
  // The lab's own, else one of that name that is somebody else's.
  find: async ({ aws, intent: { name, lab } }) => {
    const named = (await environments(aws)).filter((one) => one.name === name)
    const ours = named.find((one) => one.lab === lab)
    const found = ours ?? named[0]
    if (found === undefined) return NONE
    return there(ours === undefined ? 'foreign' : 'ours', found.id)
  },
  create: async ({ aws, wanted: { name, instanceType, subnetId }, token, tags }) => {
    const id = await createEnvironment(aws, { name, instanceType, subnetId, token, tags })
    return { id, details: {} }
  },
  ready: async ({ aws, wanted: { instanceType, subnetId }, id }) => {
    try {
      await environmentReady(aws, id)
    } catch (thrown) {
      const { zone } = await placeOf(aws, subnetId)
      const message = thrown instanceof LabError ? (thrown.why?.en ?? '') : ''
      const launching = { instanceType, zone, first: 'lab reset environment' } as const
      throw (await refusedLaunch(aws, { name: null, message, cause: thrown }, launching)) ?? thrown
    }
  },
  remains: async ({ aws, row }) => {
    if (row.id === null) return null
    return (await describeEnvironment(aws, row.id)) === null ? NONE : there('ours', row.id)
  },
  remove: async ({ aws, id }) => {
    await deleteEnvironment(aws, id)
    return { kind: 'removed' }
  },
  describe: ({ name }, id) => verbatim(`Cloud9 ${name} (${id ?? '…'})`),
  tagged: async (aws, labId) =>
    (await environments(aws).catch(noneIfClosed)).flatMap(({ id, name, lab }) =>
      lab === null || (labId !== null && lab !== labId)
        ? []
        : [{ id, labId: lab, intent: { name, lab }, what: verbatim(`Cloud9 ${name} (${id})`) }],
    ),
})

/** An account that Cloud9 is closed to has no environments. */
function noneIfClosed(thrown: unknown): readonly never[] {
  if (thrown instanceof LabError && thrown.code === 'cloud9-closed') return []
  throw thrown
}
