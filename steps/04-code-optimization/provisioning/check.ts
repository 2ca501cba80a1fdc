import type { Aws } from '../../../src/aws/client/aws.js'
import { routingIn, methodOf } from '../../../src/aws/provisioning/alias-routing.js'
import { servedDeployment } from '../../../src/aws/api-gateway/deployments.js'
import { integrationUri } from '../../../src/aws/api-gateway/integrations.js'
import { hasPermission } from '../../../src/aws/provisioning/permissions.js'
import { provisionedConcurrency } from '../../../src/aws/provisioning/provisioned-concurrency.js'
import type { Check, StepContext } from '../../../src/core/step.js'
import { type Text, verbatim } from '../../../src/system/text.js'
import { DEPLOYMENT, INTEGRATION, PERMISSION, PROVISIONED } from './rows.js'

/** Whether the environments are ready and the API's way still leads to them. */
export async function checkProvisioning(lab: StepContext, cloud: Aws): Promise<Check> {
  const row = lab.ledger.row(PROVISIONED)
  const deployment = lab.ledger.row(DEPLOYMENT)
  const led = [INTEGRATION, PERMISSION].every((key) => lab.ledger.row(key) !== null)
  if (row === null || deployment === null || !led) return { kind: 'missing', why: notThere }
  const routing = routingIn(row)
  const { function: name, lab: alias, restApiId, stage } = routing
  const permission = { functionName: name, alias, statementId: alias }
  const [now, uri, served, permitted] = await Promise.all([
    provisionedConcurrency(cloud, name, alias),
    integrationUri(cloud, methodOf(routing)),
    servedDeployment(cloud, restApiId, stage),
    hasPermission(cloud, permission),
  ])
  if (now?.status !== 'READY' || now.requested !== row.intent['environments']) {
    return { kind: 'missing', why: notThere }
  }
  if (uri !== routing.uri || served !== deployment.id || !permitted) {
    return { kind: 'changed', why: ledElsewhere, next: overwrite }
  }
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
