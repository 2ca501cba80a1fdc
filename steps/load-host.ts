import type { Aws } from '../src/aws/client/aws.js'
import { instanceOnline } from '../src/aws/session-manager/commands.js'
import { hostRunning, type GeneratorInstance, requireHost } from '../src/aws/load-host/instances.js'
import { locustService } from '../src/aws/resources/locust-service.js'
import type { Row } from '../src/core/ledger.js'
import type { StepContext } from '../src/core/step.js'
import { SERVICE_PORT } from '../src/load/engine.js'
import { defaultLoad } from './load-test/load.js'

/** The ledger's keys for what step `environment` makes and later steps use. */
export const ENVIRONMENT = 'environment'
const ENGINE_SERVICE = 'locust-service'

/** The machine with the load engine; throws where it is gone. */
export async function loadHost(lab: StepContext, cloud: Aws): Promise<GeneratorInstance> {
  return requireHost(cloud, lab.ledger.row(ENVIRONMENT))
}

/**
 * The same, up and taking commands. Cloud9 stops an idle instance, and a machine may have been restarted: it then has another
 * address, and no engine that runs.
 */
export async function hostReady(lab: StepContext, cloud: Aws): Promise<GeneratorInstance> {
  const row = lab.ledger.row(ENVIRONMENT)
  const there = await requireHost(cloud, row)
  const host = row === null || there.state === 'running' ? there : await hostRunning(cloud, row)
  await instanceOnline(cloud, host.instanceId)
  return host
}

/** A load engine running as a service on that machine; one that runs already is left alone. */
export async function ensureService(lab: StepContext, cloud: Aws): Promise<Row> {
  const { instanceId } = await hostReady(lab, cloud)
  const wanted = { instanceId, lab: lab.labId, load: defaultLoad(lab.access) }
  return lab.ledger.ensure(locustService, ENGINE_SERVICE, wanted)
}

/** The engine's service as this machine reaches it. */
export function serviceUrl(host: GeneratorInstance): string {
  return `http://${host.publicAddress ?? 'unknown'}:${SERVICE_PORT}`
}
