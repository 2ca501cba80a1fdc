import type { Removal } from '../../core/ledger.js'
import {
  deleteDeployment,
  deployApi,
  deploymentsOfLabs,
  hasDeployment,
  serveDeployment,
  servedDeployment,
} from '../api-gateway/deployments.js'
import type { Aws } from '../client/aws.js'
import { ALIAS_ROUTING, type AliasRouting } from './alias-routing.js'
import { NONE, resource } from './resource.js'
import { gatewayLeft, orNothing, routingLeft } from './routing-left.js'

interface Live {
  readonly id: string
  /** What the stage serves; null: the API or the stage is gone. */
  readonly servedId: string | null
}

/**
 * The API as the lab deployed it: nothing of an API is served before it is deployed. Undone by letting the stage serve what it served
 * before, to the byte, and deleting ours.
 */
export const apiDeployment = resource<AliasRouting, AliasRouting, Live>({
  type: 'api-deployment',
  intent: ALIAS_ROUTING,
  undo: 'restore',
  running: 'free',
  find: async ({ aws, intent: { restApiId, stage, lab }, row }) => {
    const id = row?.id ?? (await newestOf(aws, restApiId, lab))
    if (id === null || !(await hasDeployment(aws, restApiId, id))) return NONE
    const servedId = await servedDeployment(aws, restApiId, stage)
    return { kind: 'ours', id, details: {}, live: { id, servedId } }
  },
  // The stage was taken elsewhere after ours was served; one call makes and serves it, so ours never waits unserved.
  matches: (_wanted, { id, servedId }) => (servedId === id ? 'as-wanted' : 'changed'),
  create: async ({ aws, wanted }) => {
    const { restApiId, lab, originalDeploymentId: originalId } = wanted
    const made = await newestOf(aws, restApiId, lab)
    if (made === null) return { id: await deployApi(aws, wanted, { labId: lab, originalId }), details: {} }
    await serveDeployment(aws, wanted, made)
    return { id: made, details: {} }
  },
  remove: async ({ aws, intent, id, over }) => {
    const { restApiId, stage, originalDeploymentId: original } = intent
    const served = await servedDeployment(aws, restApiId, stage)
    if (served !== null && served !== original) {
      if (served !== id && over === 'refuse') return deployedSince(stage)
      const canReturn = await hasDeployment(aws, restApiId, original)
      if (canReturn) await serveDeployment(aws, { restApiId, stage }, original)
      else if (served === id) return originalGone(original)
    }
    await deleteDeployment(aws, restApiId, id)
    return { kind: 'restored' }
  },
  describe: ({ stage }) => ({
    en: `what the API's stage ${stage} serves`,
    ko: `API의 ${stage} 스테이지에 배포된 내용`,
  }),
  tagged: async (aws, labId) => {
    const gateway = await gatewayLeft(aws)
    const found = gateway === null ? [] : await orNothing(deploymentsOfLabs(aws, gateway.apiId, labId))
    return Promise.all(
      found.map(async ({ id, labId: lab }) => {
        const intent = await routingLeft(aws, lab)
        return { id, labId: lab, intent, what: deployedTo(intent.stage) }
      }),
    )
  },
})

const deployedTo = (stage: string) => ({
  en: `the lab's deployment of the API to ${stage}`,
  ko: `${stage} 스테이지에 배포된 실습의 API`,
})

/** A crash between the call and its outcome left an intent without an id. */
async function newestOf(aws: Aws, restApiId: string, labId: string): Promise<string | null> {
  return (await deploymentsOfLabs(aws, restApiId, labId)).at(-1)?.id ?? null
}

function deployedSince(stage: string): Removal {
  return {
    kind: 'kept',
    why: {
      en: `Somebody else has deployed the API to ${stage} since.`,
      ko: `그 뒤에 다른 사람이 ${stage} 스테이지에 API를 배포했습니다.`,
    },
    next: {
      en: 'Deploy the API again after this reset, or type `lab reset --force` to go back to the deployment from before the lab.',
      ko: '이 reset 뒤에 API를 다시 배포하거나, 실습 이전의 배포로 되돌리려면 `lab reset --force`를 실행하세요.',
    },
  }
}

function originalGone(deploymentId: string): Removal {
  return {
    kind: 'kept',
    why: {
      en: `The deployment ${deploymentId}, which the stage used before, was deleted.`,
      ko: `스테이지가 이전에 사용하던 배포 ${deploymentId}이(가) 삭제되었습니다.`,
    },
    next: {
      en: 'Deploy the API in the API Gateway console, then type `lab reset --force`.',
      ko: 'API Gateway 콘솔에서 API를 배포한 뒤 `lab reset --force`를 실행하세요.',
    },
  }
}
