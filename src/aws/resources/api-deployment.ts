import type { Removal, ResourceKind } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import {
  deleteDeployment,
  deploymentsOfLabs,
  hasDeployment,
  serveDeployment,
  servedDeployment,
} from '../api-gateway/deployments.js'
import { routingIn } from '../provisioning/alias-routing.js'
import { textIn } from './intent.js'

/** The API as the lab deployed it; undone by letting the stage serve what it served before, to the byte, and deleting ours. */
export function apiDeploymentKind(aws: Aws): ResourceKind {
  return {
    type: 'api-deployment',
    undo: 'restore',
    find: async (row) => {
      const { restApiId, lab } = routingIn(row)
      const id = row.id ?? (await newestOf(aws, restApiId, lab))
      const there = id !== null && (await hasDeployment(aws, restApiId, id))
      return there ? { kind: 'ours', id, details: {} } : { kind: 'none' }
    },
    remove: async (row, over) => {
      const { restApiId, stage, originalDeploymentId: original } = routingIn(row)
      const id = row.id ?? ''
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
    describe: (row) => ({
      en: `what the API's stage ${textIn(row, 'stage')} serves`,
      ko: `API의 ${textIn(row, 'stage')} 스테이지에 배포된 내용`,
    }),
  }
}

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
