import type { MetricRecorder } from '../cloudwatch/store/recorder.js'
import type { Invoker } from '../lambda/invoker.js'
import type { UnsignedEndpoint, RestOperations } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { accountRoutes } from './control/account.js'
import type { ControlPlane } from './control/control-plane.js'
import { deploymentRoutes } from './control/deployments.js'
import { integrationRoutes } from './control/integrations.js'
import { methodRoutes } from './control/methods.js'
import { resourceRoutes } from './control/resources.js'
import { restApiRoutes } from './control/rest-apis.js'
import { stageRoutes } from './control/stages.js'
import { invokeEndpoint } from './invoke/invoke-endpoint.js'
import { StageTable } from './invoke/stage-table.js'
import { accountLimits, Throttle } from './invoke/throttle.js'
import type { GatewayState } from './state.js'

export interface ApiGateway {
  readonly service: RestOperations
  /** `http://127.0.0.1:PORT/execute-api/{apiId}/{stage}`. */
  readonly endpoint: UnsignedEndpoint
}

export interface ApiGatewayOptions {
  readonly persistence: Pick<Persistence, 'section'>
  readonly invoker: Invoker
  readonly metrics: MetricRecorder
  readonly settings: Pick<Settings, 'account' | 'region' | 'scale' | 'delays'>
}

/**
 * REST APIs with Lambda proxy integrations: the operations that make them and the invoke URL that serves what was
 * deployed. It invokes as API Gateway, so that the function's own policy decides whether it may.
 */
export function apiGateway({ persistence, invoker, metrics, settings }: ApiGatewayOptions): ApiGateway {
  const section = persistence.section<GatewayState>('apigateway', () => ({ apis: {} }))
  const stages = new StageTable({ section, recorder: metrics, settings })
  const control: ControlPlane = {
    settings,
    get state() {
      return section.now
    },
    change: async (alter) => section.change(alter).finally(() => served(stages, settings)),
  }
  return {
    service: {
      kind: 'rest',
      signingName: 'apigateway',
      invalidInput: 'BadRequestException',
      routes: [
        restApiRoutes,
        resourceRoutes,
        methodRoutes,
        integrationRoutes,
        deploymentRoutes,
        stageRoutes,
        accountRoutes,
      ].flatMap((routes) => routes(control)),
    },
    endpoint: invokeEndpoint({ stages, invoker, throttle: new Throttle(accountLimits(settings.scale.size)) }),
  }
}

/** As on AWS, what was deployed is served some seconds later; the stage goes on with what it had. */
function served(stages: StageTable, { delays }: Pick<Settings, 'delays'>): void {
  if (delays === 'none') stages.forget()
  else setTimeout(() => stages.forget(), PROPAGATION_MS).unref()
}

const PROPAGATION_MS = 2_000
