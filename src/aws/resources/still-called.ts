import type { Removal } from '../../core/ledger.js'
import { servedDeployment } from '../api-gateway/deployments.js'
import { integrationUri } from '../api-gateway/integrations.js'
import type { Aws } from '../client/aws.js'
import { type AliasRouting, methodOf } from './alias-routing.js'

/** Removes what the API does not call any more: without it, the API would answer 500. */
export async function unlessCalled(
  {
    aws,
    intent,
    over,
  }: { readonly aws: Aws; readonly intent: AliasRouting; readonly over: 'refuse' | 'force' },
  remove: () => Promise<void>,
): Promise<Removal> {
  if (over === 'refuse' && (await isCalled(aws, intent))) return stillCalled
  await remove()
  return { kind: 'removed' }
}

/** Whether the API may still call the alias: its integration names it, or what its stage serves is not what it was before. */
async function isCalled(aws: Aws, routing: AliasRouting): Promise<boolean> {
  if (routing.restApiId === '') return false
  if ((await integrationUri(aws, methodOf(routing))) === routing.uri) return true
  const served = await servedDeployment(aws, routing.restApiId, routing.stage)
  return served !== null && served !== routing.originalDeploymentId
}

const stillCalled: Removal = {
  kind: 'kept',
  why: {
    en: 'The API may still call it: somebody else has changed or deployed the API since, and without it the API would answer 500.',
    ko: '그 뒤에 다른 사람이 API를 변경하거나 배포해, API가 아직 이것을 호출할 수 있습니다. 지우면 API가 500으로 응답합니다.',
  },
  next: {
    en: 'Let the integration call the function itself and deploy the API, then type `lab reset --force`.',
    ko: '통합이 함수 자체를 호출하도록 고치고 API를 배포한 뒤 `lab reset --force`를 실행하세요.',
  },
}
