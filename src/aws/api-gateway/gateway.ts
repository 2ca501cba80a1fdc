import type { Resource, RestApi, Stage } from '@aws-sdk/client-api-gateway'
import { LabError } from '../../core/errors.js'
import type { Aws } from '../client/aws.js'
import { everyItem, pages } from '../client/pages.js'

/** The REST API in front of the function. */
export interface Gateway {
  readonly apiId: string
  /** CloudWatch's dimension is the name, not the id. */
  readonly apiName: string
  readonly stage: string
  readonly deploymentId: string
  readonly stageVariables: Readonly<Record<string, string>> | null
  readonly path: string
  readonly invokeUrl: string
  /** The method that calls the function. */
  readonly method: GatewayMethod
}

export interface GatewayMethod {
  readonly restApiId: string
  readonly resourceId: string
  /** `GET` or `ANY`. */
  readonly httpMethod: string
  readonly integrationUri: string
  /** The version or alias that it calls; null: the function itself, so `$LATEST`. */
  readonly qualifier: string | null
  /** A role that API Gateway takes on to call the function; null: the function's own policy lets it. */
  readonly credentials: string | null
}

/** Finds it as a person would: the API whose method calls the function, its newest stage, and the URL of both. */
export async function findGateway(aws: Aws): Promise<Gateway> {
  const { names, invokeUrl, target } = aws.access
  for (const api of await restApis(aws)) {
    if (names.api !== null && api.name !== names.api && api.id !== names.api) continue
    const apiId = api.id ?? ''
    const found = await methodCalling(aws, apiId, names.function)
    if (found === null) continue
    const { path, method } = found
    const stage = await stageOf(aws, apiId)
    const values: Readonly<Record<string, string>> = { apiId, region: target.region, stage: stage.stageName }
    const url = invokeUrl.replaceAll(/\{(apiId|region|stage)\}/g, (_, name: string) => values[name] ?? '')
    return {
      apiId,
      apiName: metricName(api),
      stage: stage.stageName,
      deploymentId: stage.deploymentId ?? '',
      stageVariables: stage.variables ?? null,
      path,
      method,
      invokeUrl: url + (path === '/' ? '' : path),
    }
  }
  throw names.api === null ? noApi(names.function) : noSuchApi(names.api, names.function)
}

async function restApis(aws: Aws): Promise<RestApi[]> {
  const gateway = await aws.apiGateway()
  return everyItem(
    pages(
      (position) => gateway.getRestApis({ limit: 500, position }),
      ({ position }) => position,
    ),
    ({ items }) => items,
  )
}

/** The GET (or ANY) method that calls the function, and its path; null: none does. */
async function methodCalling(
  aws: Aws,
  restApiId: string,
  functionName: string,
): Promise<{ readonly path: string; readonly method: GatewayMethod } | null> {
  const gateway = await aws.apiGateway()
  const listed = pages(
    (position) => gateway.getResources({ restApiId, limit: 500, embed: ['methods'], position }),
    ({ position }) => position,
  )
  for await (const { items = [] } of listed) {
    for (const resource of items) {
      const method = callingMethod(restApiId, resource, functionName)
      if (method !== null) return { path: resource.path ?? '/', method }
    }
  }
  return null
}

function callingMethod(
  restApiId: string,
  { id = '', resourceMethods = {} }: Resource,
  functionName: string,
): GatewayMethod | null {
  for (const httpMethod of ['GET', 'ANY']) {
    const { uri = '', credentials = null } = resourceMethods[httpMethod]?.methodIntegration ?? {}
    const [, name, qualifier = null] = /:function:([^:/]+)(?::([^/]+))?/.exec(uri) ?? []
    if (name === functionName)
      return { restApiId, resourceId: id, httpMethod, integrationUri: uri, qualifier, credentials }
  }
  return null
}

/** As CloudWatch's dimension has it: without what is not ASCII, and the id where nothing is left. */
function metricName({ name = '', id = '' }: RestApi): string {
  return name.replaceAll(/[^\x20-\x7e]/g, '').trim() || id
}

/** The named one, or the newest. */
async function stageOf(aws: Aws, restApiId: string): Promise<Stage & { readonly stageName: string }> {
  const gateway = await aws.apiGateway()
  const { stage } = aws.access.names
  const { item: all = [] } = await gateway.getStages({ restApiId })
  const item = all.filter(({ stageName }) => stage === null || stageName === stage)
  const age = ({ lastUpdatedDate, createdDate }: Stage) => (lastUpdatedDate ?? createdDate)?.getTime() ?? 0
  const newest = item.toSorted((a, b) => age(b) - age(a))[0]
  if (newest?.stageName === undefined) throw stage === null ? noStage() : noSuchStage(stage)
  return { ...newest, stageName: newest.stageName }
}

function noApi(functionName: string): LabError {
  return new LabError({
    code: 'api-not-found',
    what: {
      en: `No REST API calls the function ${functionName}.`,
      ko: `함수 ${functionName}을(를) 호출하는 REST API가 없습니다.`,
    },
    why: {
      en: 'The lab looks for a GET or ANY method whose integration is the function.',
      ko: '통합 대상이 이 함수인 GET 또는 ANY 메서드를 찾습니다.',
    },
    next: {
      en: 'Check the account and the Region with `lab doctor`.',
      ko: '`lab doctor`로 계정과 리전을 확인하세요.',
    },
  })
}

function noStage(): LabError {
  return new LabError({
    code: 'api-not-deployed',
    what: { en: 'The REST API has no stage.', ko: 'REST API에 스테이지가 없습니다.' },
    why: { en: 'It was never deployed.', ko: '아직 배포되지 않았습니다.' },
    next: {
      en: 'Deploy it in the API Gateway console, then type the same command.',
      ko: 'API Gateway 콘솔에서 배포한 뒤 같은 명령을 실행하세요.',
    },
  })
}

function noSuchApi(api: string, functionName: string): LabError {
  return new LabError({
    code: 'api-not-found',
    what: {
      en: `No REST API ${api} calls the function ${functionName}.`,
      ko: `함수 ${functionName}을(를) 호출하는 REST API ${api}이(가) 없습니다.`,
    },
    why: {
      en: 'Its name or id is another, or no GET or ANY method of it has the function as its integration.',
      ko: '이름이나 ID가 다르거나, 이 함수를 통합 대상으로 하는 GET 또는 ANY 메서드가 없습니다.',
    },
    next: {
      en: 'Name it with `--api`, or leave that out: the lab then finds the API that calls the function.',
      ko: '`--api`로 정확히 지정하거나 빼세요. 그러면 함수를 호출하는 API를 찾습니다.',
    },
  })
}

function noSuchStage(stage: string): LabError {
  return new LabError({
    code: 'stage-not-found',
    what: { en: `The REST API has no stage ${stage}.`, ko: `REST API에 스테이지 ${stage}이(가) 없습니다.` },
    why: null,
    next: {
      en: 'Name another with `--stage`, or leave that out: the lab then takes the one deployed last.',
      ko: '`--stage`로 다른 스테이지를 지정하거나 빼세요. 그러면 마지막에 배포한 것을 사용합니다.',
    },
  })
}
