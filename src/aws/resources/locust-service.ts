import * as v from 'valibot'
import type { LoadSettings } from '../../load/driver.js'
import { DEFAULT_ENGINE } from '../../load/engines.js'
import { runningEngine, stopServices } from '../../load/host-engines.js'
import type { Aws } from '../client/aws.js'
import { generatorHost } from '../load-host/generator-host.js'
import { findInstance } from '../load-host/instances.js'
import { isOnline } from '../session-manager/commands.js'
import { NONE, resource, there } from './resource.js'

const INTENT = v.object({ instanceId: v.string(), lab: v.string() })
type Intent = v.InferOutput<typeof INTENT>
type Wanted = Intent & { readonly load: LoadSettings }

/** A load engine's service, whichever it is. Its id is the instance's: there is one on it, and it goes with it. */
export const locustService = resource<Intent, Wanted>({
  type: 'locust-service',
  intent: INTENT,
  undo: 'delete',
  running: 'free',
  find: async ({ aws, intent: { instanceId } }) => {
    const isRunning =
      (await isReachable(aws, instanceId)) && (await runningEngine(generatorHost(aws, instanceId))) !== null
    return isRunning ? there('ours', instanceId) : NONE
  },
  create: async ({ aws, wanted: { instanceId, load } }) => {
    await DEFAULT_ENGINE.service.start(generatorHost(aws, instanceId), load)
    return { id: instanceId, details: {} }
  },
  remove: async ({ aws, id }) => {
    if (await isReachable(aws, id)) await stopServices(generatorHost(aws, id))
    return { kind: 'removed' }
  },
  describe: ({ instanceId }, id) => ({
    en: `Locust on ${id ?? instanceId}`,
    ko: `${id ?? instanceId}의 Locust`,
  }),
})

const isReachable = async (aws: Aws, instanceId: string): Promise<boolean> =>
  (await findInstance(aws, instanceId))?.state === 'running' && (await isOnline(aws, instanceId))
