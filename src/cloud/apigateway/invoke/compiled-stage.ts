import type { MetricRecorder } from '../../cloudwatch/store/recorder.js'
import type { Source } from '../../lambda/functions/policy.js'
import type { Settings } from '../../settings.js'
import type { Deployment, Integration, Method, MethodSetting, Resource, RestApi, Stage } from '../state.js'
import { Routes } from './routes.js'
import { StageMetrics } from './stage-metrics.js'
import { Throttle } from './throttle.js'

/** A stage's deployment, prepared for the path that every request takes. */
export interface CompiledStage {
  readonly name: string
  readonly routes: Routes<CompiledResource>
  readonly binary: MediaTypes
  readonly metrics: StageMetrics
}

/** By HTTP method; `ANY` takes the others. */
export type CompiledResource = ReadonlyMap<string, CompiledMethod>

export interface CompiledMethod {
  readonly functionName: string
  readonly qualifier: string
  /** As whom the function is invoked, by the request's method; null: with a role, so that its policy is not asked. */
  readonly source: ((httpMethod: string) => Source) | null
  readonly timeoutMs: number
  readonly throttle: Throttle | null
  /** Those parts of the event, in JSON, that no request changes. */
  readonly eventStart: string
  readonly contextStart: string
}

const LONGEST_TIMEOUT_MS = 29_000

interface Ground {
  readonly api: RestApi
  readonly stage: Stage
  readonly settings: Pick<Settings, 'account' | 'region'>
}

export function compileStage(
  ground: Ground & { readonly deployment: Deployment; readonly recorder: MetricRecorder },
): CompiledStage {
  const { api, stage, deployment, recorder } = ground
  return {
    name: stage.stageName,
    routes: new Routes(
      deployment.resources.map((resource) => [resource.path, compileResource(ground, resource)]),
    ),
    binary: new MediaTypes(deployment.binaryMediaTypes),
    metrics: new StageMetrics(recorder, metricName(api), stage.stageName),
  }
}

function compileResource(ground: Ground, resource: Resource): CompiledResource {
  const methods = Object.values(resource.methods)
  return new Map(methods.map((method) => [method.httpMethod, compileMethod(ground, resource, method)]))
}

function compileMethod(ground: Ground, resource: Resource, method: Method): CompiledMethod {
  const { stage, settings } = ground
  const target =
    method.integration?.httpMethod === 'POST'
      ? functionOf(method.integration, stage.variables, settings)
      : null
  const variables = Object.keys(stage.variables).length === 0 ? null : stage.variables
  return {
    // Lambda has no function without a name: a wrong configuration is answered with 500, as on AWS.
    ...(target ?? { functionName: '', qualifier: '$LATEST' }),
    source: method.integration?.credentials === undefined ? sourceOf(ground, resource) : null,
    timeoutMs: method.integration?.timeoutInMillis ?? LONGEST_TIMEOUT_MS,
    throttle: throttleOf(settingOf(stage, resource, method)),
    eventStart: `{"resource":${JSON.stringify(resource.path)},`,
    contextStart: `"stageVariables":${JSON.stringify(variables)},"requestContext":{${contextMembers(ground, resource)},`,
  }
}

/** Made once for each method: a load's requests all have the same. */
function sourceOf({ api, stage, settings }: Ground, { path }: Resource): (httpMethod: string) => Source {
  const { region, account } = settings
  const made = new Map<string, Source>()
  return (httpMethod) => {
    const known = made.get(httpMethod)
    if (known !== undefined) return known
    const arn = `arn:aws:execute-api:${region}:${account}:${api.id}/${stage.stageName}/${httpMethod}${path}`
    const source = { service: 'apigateway.amazonaws.com', arn, account }
    made.set(httpMethod, source)
    return source
  }
}

function contextMembers({ api, stage, settings }: Ground, resource: Resource): string {
  const members = JSON.stringify({
    resourceId: resource.id,
    resourcePath: resource.path,
    accountId: settings.account,
    apiId: api.id,
    stage: stage.stageName,
    deploymentId: stage.deploymentId,
    domainName: `${api.id}.execute-api.${settings.region}.amazonaws.com`,
    domainPrefix: api.id,
  })
  return members.slice(1, -1)
}

/** The function in an integration's URI, its stage variables filled in; null of a URI that names none of this Region and account. */
export function functionOf(
  { uri }: Pick<Integration, 'uri'>,
  variables: Readonly<Record<string, string>>,
  { region, account }: Pick<Settings, 'account' | 'region'>,
): { functionName: string; qualifier: string } | null {
  const filled = uri.replaceAll(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? '') : '',
  )
  const found =
    /\/functions\/arn:[^:/]*:lambda:([^:/]*):(\d*):function:([\w-]+)(?::([\w$-]+))?\/invocations$/.exec(
      filled,
    )
  const [, itsRegion, itsAccount, functionName, qualifier = '$LATEST'] = found ?? []
  const isOurs = itsRegion === region && itsAccount === account
  return functionName === undefined || !isOurs ? null : { functionName, qualifier }
}

function settingOf(stage: Stage, resource: Resource, method: Method): MethodSetting | undefined {
  const own = `${resource.path.replaceAll('/', '~1')}/${method.httpMethod}`
  return stage.methodSettings[own] ?? stage.methodSettings['*/*']
}

/** A stage's or method's own limits are taken as they are set; only the account's are scaled. */
function throttleOf(setting: MethodSetting | undefined): Throttle | null {
  const { throttlingRateLimit: rate = -1, throttlingBurstLimit: burst = -1 } = setting ?? {}
  return rate < 0 || burst < 0 ? null : new Throttle({ rate, burst })
}

/** As CloudWatch's dimension has it: without what is not ASCII, and the id where nothing is left. */
function metricName({ name, id }: RestApi): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, '').trim()
  return ascii === '' ? id : ascii
}

// Whether a media type is one of an API's binary ones: a type, a family such as image with a star, or two stars for all.
class MediaTypes {
  readonly #exact: ReadonlySet<string>
  readonly #families: readonly string[]
  readonly #all: boolean

  constructor(types: readonly string[]) {
    const lower = types.map((type) => type.toLowerCase())
    this.#exact = new Set(lower)
    this.#families = lower.filter((type) => type.endsWith('/*')).map((type) => type.slice(0, -1))
    this.#all = this.#exact.has('*/*')
  }

  /** `header` is a Content-Type, or an Accept, of which the first type decides. */
  includes(header: string | undefined): boolean {
    if (this.#all) return true
    if (this.#exact.size === 0 || header === undefined) return false
    const type = (header.split(/[,;]/, 1)[0] ?? '').trim().toLowerCase()
    return this.#exact.has(type) || this.#families.some((family) => type.startsWith(family))
  }
}
