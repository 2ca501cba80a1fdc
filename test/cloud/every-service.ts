import { apiGateway } from '../../src/cloud/apigateway/apigateway.js'
import { cloud9 } from '../../src/cloud/cloud9/cloud9.js'
import { cloudWatch } from '../../src/cloud/cloudwatch/cloudwatch.js'
import { ec2 } from '../../src/cloud/ec2/ec2.js'
import { iam } from '../../src/cloud/iam/iam.js'
import { localInstances } from '../../src/cloud/instance/local-instances.js'
import { lambda } from '../../src/cloud/lambda/lambda.js'
import { openPersistence } from '../../src/cloud/persistence/open-persistence.js'
import { findPython } from '../../src/cloud/python/python.js'
import { secretsManager } from '../../src/cloud/secretsmanager/secretsmanager.js'
import { serve } from '../../src/cloud/server/serve.js'
import type { Service } from '../../src/cloud/service.js'
import { serviceQuotas } from '../../src/cloud/servicequotas/servicequotas.js'
import { ssm } from '../../src/cloud/ssm/ssm.js'
import { sts } from '../../src/cloud/sts/sts.js'
import { clientOptions, temporarySettings } from './local-services.js'

/** All services of a local cloud over one socket; nothing runs behind them: no function, no instance. */
export async function startEveryService() {
  const { settings, remove } = await temporarySettings()
  const persistence = await openPersistence(settings.dir)
  const python = await findPython()
  const watch = cloudWatch({ settings })
  const identities = iam({ persistence, settings })
  const { profiles } = identities
  const instances = localInstances({ settings, python })
  const { service: ec2Service, network } = ec2({ persistence, instances, profiles, settings })
  const functions = lambda({
    persistence,
    settings,
    metrics: watch.metrics,
    python: python.executable,
    variables: {},
  })
  const { invoker } = functions
  const services: readonly Service[] = [
    ec2Service,
    cloud9({ persistence, network, profiles, settings }),
    ssm({ persistence, network, instances, settings }),
    functions.service,
    apiGateway({ persistence, invoker, metrics: watch.metrics, settings }).service,
    watch.service,
    secretsManager({ persistence, settings, metrics: watch.metrics }),
    identities.service,
    serviceQuotas({ settings }),
    sts({ settings }),
  ]
  const server = await serve({ settings, services, endpoints: [] })
  return {
    services,
    settings,
    options: clientOptions(settings, server.endpoint),
    async stop() {
      await server.close()
      await functions.stop()
      await network.stop()
      await watch.stop()
      await persistence.settled()
      await remove()
    },
  }
}

/** The names of a service's operations. */
export function operationsOf(service: Service): readonly string[] {
  if (service.kind === 'named') return Object.keys(service.operations)
  return service.routes.map(({ operation }) => operation)
}
