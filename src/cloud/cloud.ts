import { cloud9 } from './cloud9/cloud9.js'
import { cloudWatch } from './cloudwatch/cloudwatch.js'
import type { Sentence } from './control/control.js'
import { ec2 } from './ec2/ec2.js'
import { localInstances } from './instance/local-instances.js'
import type { Database } from './mysql/database.js'
import { findPython } from './python/python.js'
import { secretsManager } from './secretsmanager/secretsmanager.js'
import type { StartingServer } from './server/serve.js'
import { serviceQuotas } from './servicequotas/servicequotas.js'
import type { Settings } from './settings.js'
import { ssm } from './ssm/ssm.js'
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
export async function startCloud(options: CloudOptions): Promise<{ readonly database: Database['kind'] }> {
  const { settings, server, stoppers, report, signal } = options
  const world = await openWorld(settings.dir)
  stoppers.add('The world', () => world.settled())
  const python = await findPython()
  signal.throwIfAborted()

  const watch = cloudWatch({ settings })
  stoppers.add('CloudWatch', () => watch.stop())
  const instances = localInstances({ settings, python })
  const { service: ec2Service, network } = ec2({ world, instances, settings })
  const services = [
    sts({ settings }),
    serviceQuotas({ settings }),
    secretsManager({ world, settings }),
    watch.service,
    ec2Service,
    cloud9({ world, network, settings }),
    ssm({ world, network, instances, settings }),
  ]
  report({ en: 'Starting the instances', ko: '인스턴스를 시작하는 중입니다' })
  stoppers.add('The instances', () => network.stop())
  await network.start()
  signal.throwIfAborted()
  server.open(services, [])
  stoppers.add('The server', () => server.close())
  return { database: 'embedded' }
}
