import type { Members } from '../../service.js'
import type { MethodSetting, Stage } from '../state.js'
import { badRequest, nowSeconds } from './control-plane.js'
import type { Patch } from './patch.js'

export function newStage(stageName: string, deploymentId: string): Stage {
  const now = nowSeconds()
  return {
    stageName,
    deploymentId,
    variables: {},
    methodSettings: {},
    tracingEnabled: false,
    tags: {},
    createdDate: now,
    lastUpdatedDate: now,
  }
}

export function checkStageName(stageName: string): void {
  if (!/^[\w-]{1,128}$/.test(stageName)) {
    badRequest('Stage name only allows a-zA-Z0-9_- with at most 128 characters')
  }
}

export function stageView(stage: Stage): Members {
  return {
    deploymentId: stage.deploymentId,
    stageName: stage.stageName,
    description: stage.description,
    cacheClusterEnabled: false,
    cacheClusterStatus: 'NOT_AVAILABLE',
    methodSettings: Object.fromEntries(
      Object.entries(stage.methodSettings).map(([key, setting]): [string, Members] => [key, { ...setting }]),
    ),
    variables: Object.keys(stage.variables).length === 0 ? undefined : stage.variables,
    tracingEnabled: stage.tracingEnabled,
    tags: Object.keys(stage.tags).length === 0 ? undefined : stage.tags,
    createdDate: new Date(stage.createdDate * 1_000),
    lastUpdatedDate: new Date(stage.lastUpdatedDate * 1_000),
  }
}

/** A setting is of one method, `~1path/METHOD`, or of all, with stars. */
function setting(name: string, set: (setting: MethodSetting, value: string) => void): Patch<Stage> {
  return {
    path: `/{resource}/{method}/${name}`,
    ops: ['replace'],
    apply(stage, { raw, value }) {
      const key = `${raw['resource']}/${raw['method']}`
      const known = Object.hasOwn(stage.methodSettings, key) ? stage.methodSettings[key] : undefined
      const changed = known ?? { metricsEnabled: false, dataTraceEnabled: false, loggingLevel: 'OFF' }
      set(changed, value)
      stage.methodSettings[key] = changed
    },
  }
}

function limit(value: string): number {
  const number = Number(value)
  return value !== '' && Number.isFinite(number)
    ? number
    : badRequest(`Invalid throttling limit specified: ${value}`)
}

export const STAGE_PATCHES: readonly Patch<Stage>[] = [
  { path: '/deploymentId', ops: ['replace'], apply: (stage, { value }) => (stage.deploymentId = value) },
  { path: '/description', ops: ['replace'], apply: (stage, { value }) => (stage.description = value) },
  {
    path: '/tracingEnabled',
    ops: ['replace'],
    apply: (stage, { value }) => (stage.tracingEnabled = value === 'true'),
  },
  {
    path: '/variables/{name}',
    ops: ['add', 'replace', 'remove'],
    apply(stage, { op, labels, value }) {
      const name = labels['name'] ?? ''
      if (!/^\w+$/.test(name)) badRequest(`Invalid stage variable name: ${name}`)
      if (op === 'remove') delete stage.variables[name]
      else stage.variables = { ...stage.variables, [name]: value }
    },
  },
  setting('throttling/rateLimit', (one, value) => (one.throttlingRateLimit = limit(value))),
  setting('throttling/burstLimit', (one, value) => (one.throttlingBurstLimit = limit(value))),
  setting('metrics/enabled', (one, value) => (one.metricsEnabled = value === 'true')),
  setting('logging/dataTrace', (one, value) => (one.dataTraceEnabled = value === 'true')),
  setting('logging/loglevel', (one, value) => {
    // Here no account has the role, as on AWS none has at first.
    if (value !== 'OFF')
      badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging')
    one.loggingLevel = value
  }),
  {
    path: '/{resource}/{method}',
    ops: ['remove'],
    apply: (stage, { raw }) => delete stage.methodSettings[`${raw['resource']}/${raw['method']}`],
  },
]
