import type { Aws } from '../../../src/aws/client/aws.js'
import { servedDeployment } from '../../../src/aws/api-gateway/deployments.js'
import { apiIntegration } from '../../../src/aws/resources/api-integration.js'
import { functionPermission } from '../../../src/aws/resources/function-permission.js'
import { provisionedConcurrency, provisionedFor } from '../../../src/aws/resources/provisioned-concurrency.js'
import type { Check, StepContext } from '../../../src/core/step.js'
import { type Text, verbatim } from '../../../src/system/text.js'
import { DEPLOYMENT, INTEGRATION, PERMISSION, PROVISIONED_ENVIRONMENTS } from './rows.js'

/** Whether the environments are ready and the API's way still leads to them. */
export async function checkProvisioning(lab: StepContext, cloud: Aws): Promise<Check> {
  const row = lab.ledger.row(PROVISIONED_ENVIRONMENTS)
  const deployment = lab.ledger.row(DEPLOYMENT)
  const led = [INTEGRATION, PERMISSION].every((key) => lab.ledger.row(key) !== null)
  if (row === null || deployment === null || !led) return { kind: 'missing', why: notThere }
  const { environments, ...routing } = provisionedConcurrency.intentIn(row)
  const { function: name, lab: alias } = routing
  const now = await provisionedFor(cloud, name, alias)
  if (now?.status !== 'READY' || now.requested !== environments) return { kind: 'missing', why: notThere }
  const [integration, served, permission] = await Promise.all([
    lab.ledger.look(apiIntegration, INTEGRATION, routing),
    servedDeployment(cloud, routing.restApiId, routing.stage),
    lab.ledger.look(functionPermission, PERMISSION, routing),
  ])
  const leads = integration.kind === 'ours' && served === deployment.id && permission.kind === 'ours'
  if (!leads) return { kind: 'changed', why: ledElsewhere, next: overwrite }
  return {
    kind: 'holds',
    facts: [
      {
        name: { en: 'Environments ready', ko: '준비된 실행 환경' },
        value: verbatim(`${now.allocated} / ${now.requested}`),
      },
    ],
  }
}

const notThere: Text = {
  en: 'The provisioned concurrency is not ready, or the API does not call it.',
  ko: '프로비저닝된 동시성이 준비되지 않았거나 API가 호출하지 않습니다.',
}
const ledElsewhere: Text = {
  en: "The API no longer calls the lab's alias: somebody has changed or deployed it since.",
  ko: 'API가 더 이상 실습의 별칭을 호출하지 않습니다. 그 뒤에 다른 사람이 변경하거나 배포했습니다.',
}
const overwrite: Text = {
  en: 'Type `lab next --force` to make it call the alias again, or `lab reset code-optimization` to undo the step.',
  ko: '다시 별칭을 호출하게 하려면 `lab next --force`, 되돌리려면 `lab reset code-optimization`을 실행하세요.',
}
