import { routingOf } from '../../../src/aws/resources/alias-routing.js'
import type { Plan, PlanItem } from '../../../src/core/plan.js'
import type { StepContext } from '../../../src/core/step.js'
import type { Text } from '../../../src/system/text.js'
import { pricesOf } from '../../../src/report/cost/basis.js'
import { dollars } from '../../../src/report/numbers.js'
import type { Preconditions } from '../preconditions.js'
import { DEPLOYMENT } from './rows.js'

/** What buying ready environments changes, and what they cost. */
export function provisioningPlan(
  lab: StepContext,
  { live, gateway }: Preconditions,
  environments: number,
): Pick<Plan, 'items' | 'warnings' | 'cost'> {
  const { labId } = lab
  const { httpMethod } = gateway.method
  const { uri, originalUri } = routingOf(gateway, { function: live.name, lab: labId, deploymentId: '' })
  const items: PlanItem[] = [
    {
      op: 'create',
      what: said(
        `a version of ${live.name}, and its alias ${labId}`,
        `${live.name} 함수의 버전과 별칭 ${labId}`,
      ),
    },
    {
      op: 'create',
      what: said(
        `provisioned concurrency: ${environments} environments of the alias, always ready`,
        `프로비저닝된 동시성: 별칭의 실행 환경 ${environments}개를 항상 준비`,
      ),
    },
    { op: 'create', what: said('permission for the API to call the alias', 'API가 별칭을 호출할 권한') },
    {
      op: 'change',
      what: said(
        `${httpMethod} ${gateway.path} calls ${nameIn(uri)} instead of ${nameIn(originalUri)}`,
        `${httpMethod} ${gateway.path}: ${nameIn(originalUri)} 대신 ${nameIn(uri)} 호출`,
      ),
    },
    {
      op: 'change',
      what: said(
        `stage ${gateway.stage}: a new deployment (reset goes back to the previous one)`,
        `${gateway.stage} 스테이지에 새로 배포(reset하면 이전 배포로 돌아갑니다)`,
      ),
    },
  ]
  const deployed = lab.ledger.row(DEPLOYMENT) !== null
  return { items, warnings: deployed ? [] : [deploysAll], cost: costOf(lab, live.memoryMb, environments) }
}

function costOf({ access }: StepContext, memoryMb: number, environments: number): Text {
  const price = access.prices.usd['provisioned-gb-second']
  const basis = pricesOf(access.prices)
  if (price === undefined) {
    return said(
      'On AWS you pay for provisioned concurrency until `lab reset`, used or not; its price in this Region is not known here.',
      'AWS에서는 프로비저닝된 동시성에 `lab reset`까지 계속 요금이 부과됩니다. 이 리전의 가격은 알 수 없습니다.',
    )
  }
  const hour = dollars(environments * (memoryMb / 1_024) * 3_600 * price)
  return {
    en: `On AWS about ${hour} an hour, used or not, until \`lab reset\` (${basis.en}).`,
    ko: `AWS 기준 시간당 약 ${hour}. 사용하지 않아도 \`lab reset\`까지 부과됩니다(${basis.ko}).`,
  }
}

/** `serverless-app-lambda:lab-…` */
const nameIn = (uri: string): string => /:function:([^/]+)/.exec(uri)?.[1] ?? uri

const said = (en: string, ko: string): Text => ({ en, ko })

const deploysAll: Text = {
  en: 'The API is deployed as it is now: changes that nobody has deployed yet also go live until the reset.',
  ko: 'API를 현재 상태 그대로 배포합니다. 아직 배포하지 않은 다른 변경 사항도 reset 전까지 함께 적용됩니다.',
}
