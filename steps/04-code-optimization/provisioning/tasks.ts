import type { Aws } from '../../../src/aws/client/aws.js'
import { functionUpdated } from '../../../src/aws/functions/code.js'
import { apiDeployment } from '../../../src/aws/resources/api-deployment.js'
import { apiIntegration } from '../../../src/aws/resources/api-integration.js'
import { functionAlias } from '../../../src/aws/resources/function-alias.js'
import { functionPermission, sourceArn } from '../../../src/aws/resources/function-permission.js'
import { functionVersion } from '../../../src/aws/resources/function-version.js'
import { provisionedConcurrency } from '../../../src/aws/resources/provisioned-concurrency.js'
import type { Task } from '../../../src/core/progress.js'
import type { StepContext } from '../../../src/core/step.js'
import { verbatim } from '../../../src/system/text.js'
import { provisioningContext } from './context.js'
import { ALIAS, DEPLOYMENT, INTEGRATION, PERMISSION, PROVISIONED_ENVIRONMENTS, VERSION } from './rows.js'

/** A version, an alias of it, ready environments for the alias, and the API's way to it. */
export function provisioningTasks(lab: StepContext, cloud: Aws, environments: number): readonly Task[] {
  const { ledger } = lab
  return [
    {
      title: { en: 'Publish a version and its alias', ko: '버전을 게시하고 별칭 만들기' },
      run: async (progress) => {
        await functionUpdated(cloud, lab.access.names.function)
        const { live, routing } = await provisioningContext(lab, cloud)
        const code = { codeSha256: live.codeSha256 }
        const { id: version } = await ledger.ensure(functionVersion, VERSION, { ...routing, ...code })
        await ledger.ensure(functionAlias, ALIAS, { ...routing, version })
        const { function: name, lab: alias } = routing
        progress({ kind: 'line', text: verbatim(`${name}:${version} ← ${alias}`) })
      },
    },
    {
      title: {
        en: `Keep ${environments} execution environments ready`,
        ko: `실행 환경 ${environments}개를 준비 상태로 유지하기`,
      },
      run: async (progress) => {
        const { live, routing } = await provisioningContext(lab, cloud)
        const wanted = { ...routing, environments, memoryMb: live.memoryMb }
        await ledger.ensure(provisionedConcurrency, PROVISIONED_ENVIRONMENTS, wanted, (text) => {
          progress({ kind: 'line', text })
        })
      },
    },
    {
      title: { en: 'Point the API to the alias', ko: 'API가 별칭을 호출하게 하기' },
      run: async (progress) => {
        const { live, gateway, routing } = await provisioningContext(lab, cloud)
        const allowed = { ...routing, sourceArn: sourceArn(live.arn, gateway) }
        await ledger.ensure(functionPermission, PERMISSION, allowed)
        await ledger.ensure(apiIntegration, INTEGRATION, routing)
        const { id } = await ledger.ensure(apiDeployment, DEPLOYMENT, routing)
        progress({ kind: 'line', text: verbatim(`${routing.stage} → ${id}`) })
      },
    },
  ]
}
