import type { Removal, ResourceKind } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { routingIn, methodOf } from '../provisioning/alias-routing.js'
import { integrationUri, setIntegrationUri } from '../api-gateway/integrations.js'
import { textIn } from './intent.js'

/** What the API's method calls; its id names the method. Undone by putting back `intent.originalUri`. */
export function apiIntegrationKind(aws: Aws): ResourceKind {
  return {
    type: 'api-integration',
    undo: 'restore',
    find: async (row) => {
      const routing = routingIn(row)
      const uri = await integrationUri(aws, methodOf(routing))
      if (uri === null || uri === routing.originalUri) return { kind: 'none' }
      return { kind: uri === routing.uri ? 'ours' : 'foreign', id: integrationId(routing), details: {} }
    },
    remove: async (row, over) => {
      const routing = routingIn(row)
      const uri = await integrationUri(aws, methodOf(routing))
      if (uri === null || uri === routing.originalUri) return { kind: 'restored' }
      if (uri !== routing.uri && over === 'refuse') return changedSince
      await setIntegrationUri(aws, methodOf(routing), routing.originalUri)
      return { kind: 'restored' }
    },
    describe: (row) => ({
      en: `what the API's ${textIn(row, 'httpMethod')} method calls`,
      ko: `API의 ${textIn(row, 'httpMethod')} 메서드가 호출하는 대상`,
    }),
  }
}

export const integrationId = (method: {
  readonly restApiId: string
  readonly resourceId: string
  readonly httpMethod: string
}): string => `${method.restApiId}/${method.resourceId}/${method.httpMethod}`

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
