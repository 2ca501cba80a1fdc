import type { CloudFacts } from '../../cloud/control/cloud-facts.js'
import { priceTable } from '../../core/prices/price-table.js'
import {
  type Access,
  DEFAULT_INSTANCE_TYPE,
  type FunctionPython,
  WORKSHOP_NAMES,
  WORKSHOP_REQUESTS_PER_SECOND,
} from '../../core/target.js'

/** A running local cloud as the steps see a target. */
export function localAccess(facts: CloudFacts): Access {
  const { endpoint, region, account, accessKeyId, secretAccessKey } = facts
  return {
    target: { kind: 'local', region, account, endpoint },
    credentials: { kind: 'static', accessKeyId, secretAccessKey },
    endpoints: {},
    invokeUrl: facts.invokeUrl,
    callerAddressUrl: facts.callerAddressUrl,
    metricsPeriodSeconds: 1,
    usageMetrics: 'complete',
    metricsDelaySeconds: facts.delays === 'aws-like' ? 10 : 2,
    scale: facts.scale,
    scalingModel: facts.scalingModel,
    names: WORKSHOP_NAMES,
    // The workshop's, divided by the scale; paced so that the unoptimized function needs some 20 environments.
    defaults: {
      users: Math.max(1, Math.round(10_000 / facts.scale.size)),
      spawnRate: Math.max(1, Math.round(500 / facts.scale.size)),
      durationSeconds: Math.round(300 / facts.scale.time),
      requestsPerSecond: Math.max(1, Math.round(WORKSHOP_REQUESTS_PER_SECOND / facts.scale.size)),
      instanceType: DEFAULT_INSTANCE_TYPE,
    },
    functionPython: functionPythonOf(facts),
    prices: priceTable(region),
  }
}

/** As the cloud's own functions have it; a cloud that an earlier version started does not tell. */
function functionPythonOf(facts: CloudFacts): FunctionPython | null {
  const { functionsPython, endpoint, region, accessKeyId, secretAccessKey } = facts
  if (functionsPython === null) return null
  const variables = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }
  return { interpreter: functionsPython, variables }
}
