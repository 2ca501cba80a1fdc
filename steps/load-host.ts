import type { Aws } from '../src/aws/client/aws.js'
import { instanceOnline } from '../src/aws/session-manager/commands.js'
import { hostRunning, type LoadHost, requireHost } from '../src/aws/load-host/instances.js'
import { locustStatus, type ServiceOptions, startLocust } from '../src/aws/load-host/locust-service.js'
import type { Row } from '../src/core/ledger.js'
import type { StepContext } from '../src/core/step.js'
import { type ChosenLoad, defaultLoad } from './load-test/load.js'

/** The ledger's keys for what step `environment` makes and later steps use. */
export const ENVIRONMENT = 'environment'
const LOCUST_SERVICE = 'locust-service'

export const LOCUST_PORT = 8089

/** The machine with Locust; throws where it is gone. */
export async function loadHost(lab: StepContext, cloud: Aws): Promise<LoadHost> {
  return requireHost(cloud, lab.ledger.row(ENVIRONMENT))
}

/**
 * The same, up and taking commands. Cloud9 stops an idle instance, and a machine may have been restarted: it then has another
 * address, and no Locust.
 */
export async function hostReady(lab: StepContext, cloud: Aws): Promise<LoadHost> {
  const row = lab.ledger.row(ENVIRONMENT)
  const there = await requireHost(cloud, row)
  const host = row === null || there.state === 'running' ? there : await hostRunning(cloud, row)
  await instanceOnline(cloud, host.instanceId)
  return host
}

/** Locust running as a service on that machine; one that runs already is left alone. */
export async function performService(lab: StepContext, cloud: Aws): Promise<Row> {
  const { instanceId } = await hostReady(lab, cloud)
  const running = async () => (await locustStatus(cloud, instanceId)) === 'running'
  return lab.ledger.perform({
    key: LOCUST_SERVICE,
    type: 'locust-service',
    intent: { instanceId, lab: lab.labId },
    find: async () => ((await running()) ? { kind: 'ours', id: instanceId, details: {} } : { kind: 'none' }),
    create: async () => {
      await startLocust(cloud, instanceId, serviceFor(defaultLoad(lab.access)))
      return { id: instanceId, details: {} }
    },
  })
}

/** Locust's page as this machine reaches it. */
export function pageOf(host: LoadHost): string {
  return `http://${host.publicAddress ?? 'unknown'}:${LOCUST_PORT}`
}

/** How Locust is started for that load. */
export function serviceFor(load: ChosenLoad): ServiceOptions {
  const { processes, users, spawnRate, requestsPerSecondWanted: requestsPerSecond } = load
  return { processes, users, spawnRate, requestsPerSecond }
}
