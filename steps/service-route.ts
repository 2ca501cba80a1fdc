import * as v from 'valibot'
import type { Aws } from '../src/aws/client/aws.js'
import type { GeneratorInstance } from '../src/aws/load-host/instances.js'
import { openTunnel } from '../src/aws/session-manager/tunnel.js'
import type { StepContext } from '../src/core/step.js'
import { SERVICE_PORT } from '../src/load/engine.js'
import { serviceUrl } from './load-host.js'

/** How this computer reaches the engine's service: through a rule of the security group, or through Session Manager. */
export type ServiceRoute = 'rule' | 'tunnel'

const RECORD = v.object({ way: v.picklist(['rule', 'tunnel']) })

/** What step `security-group` decided and remembers. */
export function serviceRoute(lab: StepContext): ServiceRoute {
  const record = v.safeParse(RECORD, lab.records.read('security-group'))
  return record.success ? record.output.way : 'rule'
}

/** Calls `use` with the service's URL. A tunnel is open for as long as that takes, and no longer. */
export async function withServiceUrl<T>(
  {
    cloud,
    host,
    route,
  }: { readonly cloud: Aws; readonly host: GeneratorInstance; readonly route: ServiceRoute },
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (route === 'rule') return use(serviceUrl(host))
  const tunnel = await openTunnel(cloud, host.instanceId, SERVICE_PORT)
  try {
    return await use(tunnel.url)
  } finally {
    await tunnel.close()
  }
}
