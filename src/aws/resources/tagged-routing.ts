import { LabError } from '../../core/errors.js'
import type { ResourceType, Tagged } from '../../core/ledger.js'
import type { Text } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { findGateway, type Gateway } from '../api-gateway/gateway.js'
import { aliasesOfLabs } from '../provisioning/aliases.js'
import { deploymentsOfLabs, servedDeployment } from '../api-gateway/deployments.js'
import { routingOf, type AliasRouting, methodOf } from '../provisioning/alias-routing.js'
import { IS_LAB } from '../provisioning/label.js'
import { hasPermission } from '../provisioning/permissions.js'
import { provisionedConcurrency } from '../provisioning/provisioned-concurrency.js'
import { versionsOfLabs } from '../provisioning/versions.js'
import { integrationId } from './api-integration.js'

/** What `--provisioned` made, found by the descriptions that it carries; null: any lab's. What others build on first. */
export async function taggedRouting(aws: Aws, labId: string | null): Promise<Tagged[]> {
  const name = aws.access.names.function
  const [versions, aliases, gateway] = await Promise.all([
    orNothing(versionsOfLabs(aws, name, labId)),
    orNothing(aliasesOfLabs(aws, name, labId)),
    orNothing(findGateway(aws).then((found) => [found])),
  ])
  const [api = null] = gateway
  const deployments = api === null ? [] : await orNothing(deploymentsOfLabs(aws, api.apiId, labId))
  const called = api?.method.qualifier ?? ''
  const labs = new Set([
    ...versions.flatMap((one) => one.labId ?? []),
    ...aliases.flatMap((one) => one.labId ?? []),
    ...deployments.map((one) => one.labId),
    ...(IS_LAB.test(called) && (labId === null || called === labId) ? [called] : []),
  ])
  const found: Tagged[] = []
  for (const lab of labs) {
    const own = deployments.filter((one) => one.labId === lab)
    const routing = await routingFound(aws, api, lab, own.at(-1)?.originalId ?? null)
    const tagged = (type: ResourceType, id: string, what: Text): Tagged => ({
      type,
      id,
      labId: lab,
      intent: routing,
      what,
    })
    found.push(
      ...versions
        .filter((one) => one.labId === lab)
        .map(({ version }) => tagged('function-version', version, says.version(name, version))),
      ...(aliases.some((one) => one.labId === lab) ? await onAlias(aws, routing, tagged) : []),
      ...(called === lab
        ? [tagged('api-integration', integrationId(methodOf(routing)), says.integration)]
        : []),
      ...own.map(({ id }) => tagged('api-deployment', id, says.deployment(routing.stage))),
    )
  }
  return found
}

async function onAlias(
  aws: Aws,
  routing: AliasRouting,
  tagged: (type: ResourceType, id: string, what: Text) => Tagged,
): Promise<Tagged[]> {
  const { function: name, lab } = routing
  const [bought, permitted] = await Promise.all([
    provisionedConcurrency(aws, name, lab),
    hasPermission(aws, { functionName: name, alias: lab, statementId: lab }),
  ])
  return [
    tagged('function-alias', lab, says.alias(name, lab)),
    ...(bought === null ? [] : [tagged('provisioned-concurrency', lab, says.provisioned(name))]),
    ...(permitted ? [tagged('function-permission', lab, says.permission(name, lab))] : []),
  ]
}

/** A lab's deployment says which one it took the place of; without it the stage serves what it did before. */
async function routingFound(
  aws: Aws,
  api: Gateway | null,
  lab: string,
  originalDeploymentId: string | null,
): Promise<AliasRouting> {
  const name = aws.access.names.function
  if (api === null) {
    const none = { restApiId: '', resourceId: '', httpMethod: '', stage: '' }
    return { ...none, function: name, lab, uri: '', originalUri: '', originalDeploymentId: '' }
  }
  const served = originalDeploymentId ?? (await servedDeployment(aws, api.apiId, api.stage)) ?? ''
  return routingOf(api, { function: name, lab, deploymentId: served })
}

/** What may not be looked at was not made by these credentials either. */
async function orNothing<T>(looking: Promise<readonly T[]>): Promise<readonly T[]> {
  return looking.catch((thrown: unknown) => {
    const absent = NOT_THERE.has(awsErrorName(thrown) ?? '')
    if (absent || (thrown instanceof LabError && NO_API.has(thrown.code))) return []
    throw thrown
  })
}

const NOT_THERE = new Set(['ResourceNotFoundException', 'NotFoundException'])
const NO_API = new Set(['not-authorised', 'api-not-found', 'api-not-deployed'])

const says = {
  version: (name: string, version: string): Text => ({
    en: `version ${version} of ${name}`,
    ko: `${name} 함수의 버전 ${version}`,
  }),
  alias: (name: string, alias: string): Text => ({
    en: `alias ${alias} of ${name}`,
    ko: `${name} 함수의 별칭 ${alias}`,
  }),
  provisioned: (name: string): Text => ({
    en: `provisioned concurrency of ${name}`,
    ko: `${name} 함수의 프로비저닝된 동시성`,
  }),
  permission: (name: string, alias: string): Text => ({
    en: `the API's permission to call ${name}:${alias}`,
    ko: `API가 ${name}:${alias}을(를) 호출할 수 있는 권한`,
  }),
  integration: {
    en: "an API integration that calls the lab's alias",
    ko: '실습의 별칭을 호출하는 API 통합',
  },
  deployment: (stage: string): Text => ({
    en: `the lab's deployment of the API to ${stage}`,
    ko: `${stage} 스테이지에 배포된 실습의 API`,
  }),
}
