import type { Removal } from '../../core/ledger.js'
import { integrationUri, type Method, setIntegrationUri } from '../api-gateway/integrations.js'
import { IS_LAB } from '../label.js'
import { ALIAS_ROUTING, type AliasRouting, methodOf } from './alias-routing.js'
import { NONE, resource, there } from './resource.js'
import { gatewayLeft, routingLeft } from './routing-left.js'

/** What the API's method calls; its id names the method. Undone by putting back `intent.originalUri`. */
export const apiIntegration = resource<AliasRouting>({
  type: 'api-integration',
  intent: ALIAS_ROUTING,
  undo: 'restore',
  running: 'free',
  changes: integrationId,
  find: async ({ aws, intent }) => {
    const uri = await integrationUri(aws, methodOf(intent))
    if (uri === null || uri === intent.originalUri) return NONE
    return there(uri === intent.uri ? 'ours' : 'foreign', integrationId(intent))
  },
  create: async ({ aws, wanted }) => {
    await setIntegrationUri(aws, methodOf(wanted), wanted.uri)
    return { id: integrationId(wanted), details: {} }
  },
  remove: async ({ aws, intent, over }) => {
    const uri = await integrationUri(aws, methodOf(intent))
    if (uri === null || uri === intent.originalUri) return { kind: 'restored' }
    if (uri !== intent.uri && over === 'refuse') return changedSince
    await setIntegrationUri(aws, methodOf(intent), intent.originalUri)
    return { kind: 'restored' }
  },
  describe: ({ httpMethod }) => ({
    en: `what the API's ${httpMethod} method calls`,
    ko: `API의 ${httpMethod} 메서드가 호출하는 대상`,
  }),
  tagged: async (aws, labId) => {
    const called = (await gatewayLeft(aws))?.method.qualifier ?? ''
    if (!IS_LAB.test(called) || (labId !== null && called !== labId)) return []
    const intent = await routingLeft(aws, called)
    return [{ id: integrationId(intent), labId: called, intent, what: callsAlias }]
  },
})

function integrationId({ restApiId, resourceId, httpMethod }: Method): string {
  return `${restApiId}/${resourceId}/${httpMethod}`
}

const callsAlias = {
  en: "an API integration that calls the lab's alias",
  ko: '실습의 별칭을 호출하는 API 통합',
}

const changedSince: Removal = {
  kind: 'kept',
  why: {
    en: "The API's integration is neither the original nor the lab's: somebody has changed it since.",
    ko: 'API의 통합이 원래 것도 실습의 것도 아닙니다. 그 뒤에 다른 사람이 변경했습니다.',
  },
  next: {
    en: 'Type `lab reset --force` to put the original back over it.',
    ko: '원래 통합으로 덮어쓰려면 `lab reset --force`를 실행하세요.',
  },
}
