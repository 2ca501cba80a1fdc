import { apiGateway } from './apigateway/apigateway.js'
import { placeApplication } from './application/application.js'
import { cloud9 } from './cloud9/cloud9.js'
import { cloudWatch } from './cloudwatch/cloudwatch.js'
import { ec2 } from './ec2/ec2.js'
import { type PrerequisiteOptions, startPrerequisites } from './prerequisites.js'
import { iam } from './iam/iam.js'
import { localInstances } from './instance/local-instances.js'
import { lambda } from './lambda/lambda.js'
import type { Database } from './mysql/database.js'
import { secretsManager } from './secretsmanager/secretsmanager.js'
import type { StartingServer } from './server/serve.js'
import { serviceQuotas } from './servicequotas/servicequotas.js'
import type { Settings } from './settings.js'
import { ssm } from './ssm/ssm.js'
import { sts } from './sts/sts.js'
import { openPersistence } from './persistence/open-persistence.js'

export interface CloudOptions extends PrerequisiteOptions {
  /** Has the port already; opened when everything behind it is up. */
  readonly server: StartingServer
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
  const { settings, server, shutdown, report, signal } = options
  const persistence = await openPersistence(settings.dir)
  shutdown.add('The saved state', () => persistence.settled())
  const { python, functionsPython, database } = await startPrerequisites(options)
  signal.throwIfAborted()

  const watch = cloudWatch({ settings })
  shutdown.add('CloudWatch', () => watch.stop())
  const instances = localInstances({ settings, python })
  const identities = iam({ persistence, settings })
  const { profiles } = identities
  const { service: ec2Service, network } = ec2({ persistence, instances, profiles, settings })
  const functions = lambda({
    persistence,
    settings,
    metrics: watch.metrics,
    python: functionsPython,
    variables: variablesOf(settings),
    network: {
      vpcOf: (subnetId) => network.subnetOrNull(subnetId)?.vpcId ?? null,
      hasGroup: (groupId) => network.hasSecurityGroup(groupId),
    },
  })
  const gateway = apiGateway({ persistence, invoker: functions.invoker, metrics: watch.metrics, settings })
  const secrets = secretsManager({ persistence, settings, metrics: watch.metrics })

  report({ en: 'Starting the services', ko: '서비스를 시작하는 중입니다' })
  shutdown.add('The instances', () => network.stop())
  shutdown.add('The functions', () => functions.stop())
  await Promise.all([network.start(), functions.start()])
  signal.throwIfAborted()
  await placeApplication({
    persistence,
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
      cloud9({ persistence, network, profiles, settings }),
      ssm({ persistence, network, instances, settings }),
      functions.service,
      gateway.service,
      watch.service,
      secrets,
      identities.service,
      serviceQuotas({ settings }),
      sts({ settings }),
    ],
    [gateway.endpoint, functions.endpoint],
    () => database.state(),
  )
  shutdown.add('The server', () => server.close())
  return { database: database.kind, functionsPython }
}

/** What every function finds in its environment: the identity it runs with, and where its SDK sends its calls. */
const variablesOf = ({ accessKeyId, secretAccessKey, port }: Settings): Readonly<Record<string, string>> => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
})
