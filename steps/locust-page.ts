import * as v from 'valibot'
import type { Aws } from '../src/aws/client/aws.js'
import type { LoadHost } from '../src/aws/load-host/instances.js'
import { openTunnel } from '../src/aws/session-manager/tunnel.js'
import type { StepContext } from '../src/core/step.js'
import { LOCUST_PORT, pageOf } from './load-host.js'

/** How this computer reaches Locust's page: through a rule of the security group, or through Session Manager. */
export type Way = 'rule' | 'tunnel'

const RECORD = v.object({ way: v.picklist(['rule', 'tunnel']) })

/** What step `security-group` decided and remembers. */
export function wayToPage(lab: StepContext): Way {
  const record = v.safeParse(RECORD, lab.records.read('security-group'))
  return record.success ? record.output.way : 'rule'
}

/** Calls `use` with the page's address. A tunnel is open for as long as that takes, and no longer. */
export async function withPage<T>(
  { cloud, host, way }: { readonly cloud: Aws; readonly host: LoadHost; readonly way: Way },
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (way === 'rule') return use(pageOf(host))
  const tunnel = await openTunnel(cloud, host.instanceId, LOCUST_PORT)
  try {
    return await use(tunnel.url)
  } finally {
    await tunnel.close()
  }
}
