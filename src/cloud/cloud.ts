import type { Text } from '../system/text.js'
import { apiGateway } from './apigateway/apigateway.js'
import { placeApplication } from './application/application.js'
import { cloud9 } from './cloud9/cloud9.js'
import { cloudWatch } from './cloudwatch/cloudwatch.js'
import { ec2 } from './ec2/ec2.js'
import { groundwork } from './groundwork.js'
import { iam } from './iam/iam.js'
import { localInstances } from './instance/local-instances.js'
import { lambda } from './lambda/lambda.js'
import type { Database } from './mysql/database.js'
import { secretsManager } from './secretsmanager/secretsmanager.js'
import type { StartingServer } from './server/serve.js'
import { serviceQuotas } from './servicequotas/servicequotas.js'
import type { Settings } from './settings.js'
import { ssm } from './ssm/ssm.js'
import type { Stoppers } from './stoppers.js'
import { sts } from './sts/sts.js'
import { openWorld } from './world/open-world.js'

export interface CloudOptions {
  readonly settings: Settings
  /** Has the port already; opened when everything behind it is up. */
  readonly server: StartingServer
  /** Receives, as it goes, how to stop what was started: also where the start fails half-way. */
  readonly stoppers: Stoppers
  readonly report: (line: Text) => void
  /** Aborts the start. */
  readonly signal: AbortSignal
}

export interface StartedCloud {
  readonly database: Database['kind']
  /** The executable that functions run with. */
  readonly functionsPython: string
}

/** Composes the services of one local cloud, starts what runs behind them, and opens the server. */
export async function startCloud(options: CloudOptions): Promise<StartedCloud> {
  const { settings, server, stoppers, report, signal } = options
  const world = await openWorld(settings.dir)
  stoppers.add('The world', () => world.settled())
  const { python, functionsPython, database } = await groundwork(options)
  signal.throwIfAborted()

  const watch = cloudWatch({ settings })
  stoppers.add('CloudWatch', () => watch.stop())
  const instances = localInstances({ settings, python })
  const identities = iam({ world, settings })
  const { profiles } = identities
  const { service: ec2Service, network } = ec2({ world, instances, profiles, settings })
  const functions = lambda({
    world,
    settings,
    metrics: watch.metrics,
    python: functionsPython,
    variables: variablesOf(settings),
    vpcOf: (subnetId) => network.subnet(subnetId).vpcId,
  })
  const gateway = apiGateway({ world, plane: functions.plane, metrics: watch.metrics, settings })
  const secrets = secretsManager({ world, settings })

  report({ en: 'Starting the services', ko: '서비스를 시작하는 중입니다' })
  stoppers.add('The instances', () => network.stop())
  stoppers.add('The functions', () => functions.stop())
  await Promise.all([network.start(), functions.start()])
  signal.throwIfAborted()
  await placeApplication({
    world,
    settings,
    database,
    ec2: ec2Service,
    secretsManager: secrets,
    lambda: functions.service,
    apiGateway: gateway.service,
  })

  server.open(
    [
      ec2Service,
      cloud9({ world, network, profiles, settings }),
      ssm({ world, network, instances, settings }),
      functions.service,
      gateway.service,
      watch.service,
      secrets,
      identities.service,
      serviceQuotas({ settings }),
      sts({ settings }),
    ],
    [gateway.door, functions.door],
  )
  stoppers.add('The server', () => server.close())
  return { database: database.kind, functionsPython }
}

/** What every function finds in its environment: the identity it runs with, and where its SDK sends its calls. */
const variablesOf = ({ accessKeyId, secretAccessKey, port }: Settings): Readonly<Record<string, string>> => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
})
