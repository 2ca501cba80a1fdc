import type { Sentence } from './control/control.js'
import { cloudWatch } from './cloudwatch/cloudwatch.js'
import type { Database } from './mysql/database.js'
import { secretsManager } from './secretsmanager/secretsmanager.js'
import type { StartingServer } from './server/serve.js'
import { serviceQuotas } from './servicequotas/servicequotas.js'
import type { Settings } from './settings.js'
import type { Stoppers } from './stoppers.js'
import { sts } from './sts/sts.js'
import { openWorld } from './world/open-world.js'

interface CloudOptions {
  readonly settings: Settings
  /** Has the port already; opened when everything behind it is up. */
  readonly server: StartingServer
  /** Receives, as it goes, how to stop what was started: also where the start fails half-way. */
  readonly stoppers: Stoppers
  readonly report: (line: Sentence) => void
  /** Aborts the start. */
  readonly signal: AbortSignal
}

/** Composes the services of one local cloud, starts what runs behind them, and opens the server. */
export async function startCloud({
  settings,
  server,
  stoppers,
  report,
}: CloudOptions): Promise<{ readonly database: Database['kind'] }> {
  const world = await openWorld(settings.dir)
  stoppers.add('world', () => world.settled())
  const metrics = cloudWatch({ settings })
  stoppers.add('metrics', () => metrics.stop())
  report({ en: 'Starting the services', ko: '서비스를 시작하는 중입니다' })
  server.open(
    [sts({ settings }), serviceQuotas({ settings }), secretsManager({ world, settings }), metrics.service],
    [],
  )
  stoppers.add('server', () => server.close())
  return { database: 'embedded' }
}
