import type { Aws } from '../../../src/aws/client/aws.js'
import { functionUpdated } from '../../../src/aws/functions/code.js'
import type { ProgressListener, Task } from '../../../src/core/progress.js'
import type { StepContext } from '../../../src/core/step.js'
import { performAlias, performProvisioning, performVersion } from './ready-environments.js'
import { provisioningContext } from './context.js'
import { performDeployment, performIntegration, performPermission } from './alias-integration.js'

/** A version, an alias of it, ready environments for the alias, and the API's way to it. */
export function provisioningTasks(lab: StepContext, cloud: Aws, environments: number): readonly Task[] {
  return [
    {
      title: { en: 'Publish a version and its alias', ko: '버전을 게시하고 별칭 만들기' },
      run: async (progress) => {
        await functionUpdated(cloud, lab.access.names.function)
        const here = await provisioningContext(lab, cloud)
        const version = await performVersion(here)
        await performAlias(here, version.id)
        report(progress, `${here.routing.function}:${version.id} ← ${here.routing.lab}`)
      },
    },
    {
      title: {
        en: `Keep ${environments} execution environments ready`,
        ko: `실행 환경 ${environments}개를 준비 상태로 유지하기`,
      },
      run: async (progress) => {
        await performProvisioning(
          await provisioningContext(lab, cloud),
          environments,
          ({ allocated, requested }) => {
            report(progress, `${allocated} / ${requested}`)
          },
        )
      },
    },
    {
      title: { en: 'Point the API to the alias', ko: 'API가 별칭을 호출하게 하기' },
      run: async (progress) => {
        const here = await provisioningContext(lab, cloud)
        await performPermission(here)
        await performIntegration(here)
        const { id } = await performDeployment(here)
        report(progress, `${here.routing.stage} → ${id}`)
      },
    },
  ]
}

const report = (progress: ProgressListener, text: string): void =>
  progress({ kind: 'line', text: { en: text, ko: text } })
