import type { ResourceKind, Row } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { isOnline } from '../session-manager/commands.js'
import { findInstance } from '../load-host/instances.js'
import { runningEngine, stopServices } from '../../load/host-engines.js'
import { generatorHost } from '../load-host/generator-host.js'
import { textIn } from './intent.js'

/** A load engine's service, whichever it is. Its id is the instance's: there is one on it, and it goes with it. */
export function locustServiceKind(aws: Aws): ResourceKind {
  const instanceOf = (row: Row) => row.id ?? textIn(row, 'instanceId')
  const reachable = async (row: Row) =>
    (await findInstance(aws, instanceOf(row)))?.state === 'running' && (await isOnline(aws, instanceOf(row)))

  return {
    type: 'locust-service',
    undo: 'delete',
    find: async (row) => {
      const id = instanceOf(row)
      const running = (await reachable(row)) && (await runningEngine(generatorHost(aws, id))) !== null
      return running ? { kind: 'ours', id, details: {} } : { kind: 'none' }
    },
    remove: async (row) => {
      if (await reachable(row)) await stopServices(generatorHost(aws, instanceOf(row)))
      return { kind: 'removed' }
    },
    describe: (row: Row) => ({
      en: `Locust on ${instanceOf(row)}`,
      ko: `${instanceOf(row)}의 Locust`,
    }),
  }
}
