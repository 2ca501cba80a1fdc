import { type ChangeSet, executeChanges } from '../../aws/application/change-set.js'
import { putCode } from '../../aws/application/code.js'
import { stackReady } from '../../aws/application/follow-stack.js'
import { firstAnswer } from '../../aws/application/first-answer.js'
import { findStack, type Stack, STACK_NAME } from '../../aws/application/stack.js'
import { findGateway } from '../../aws/api-gateway/gateway.js'
import { findSubnet } from '../../aws/load-host/instances.js'
import { cloudFormationStack } from '../../aws/resources/cloudformation-stack.js'
import { APPLICATION, type CreatedRow } from '../../core/ledger.js'
import type { ProgressListener, Task } from '../../core/progress.js'
import { type Text, verbatim } from '../../system/text.js'
import type { ApplicationLab } from './application-lab.js'
import type { PymysqlDownload } from './pymysql-download.js'

/** Executes the change set, puts the code in, and proves that the application answers and can be found by its names. */
export function deployTasks(
  application: ApplicationLab,
  proposed: ChangeSet,
  isNew: boolean,
  pymysql: PymysqlDownload,
): readonly Task[] {
  const { cloud } = application
  const { names, target } = cloud.access
  return [
    {
      title: isNew
        ? {
            en: 'Create the application (mostly waiting for RDS)',
            ko: '애플리케이션 만들기(대부분 RDS 대기 시간)',
          }
        : { en: 'Update the application to this version', ko: '애플리케이션을 이 버전으로 맞추기' },
      run: async (progress) => {
        const report = lines(progress)
        if (!isNew && proposed.changes.length > 0) {
          await executeChanges(cloud, proposed)
          await stackReady(cloud, proposed.stackId, report)
        }
        await record(application, proposed, report)
      },
    },
    {
      title: { en: 'Deploy the code to the function', ko: '함수에 코드 배포하기' },
      run: async (progress) => {
        const { outputs } = await readyStack(application)
        const values = {
          proxyHost: outputs['ProxyEndpoint'] ?? '',
          secretName: outputs['SecretName'] ?? names.secret,
          region: target.region,
          databaseName: outputs['DatabaseName'] ?? '',
        }
        const done = await putCode(cloud, names.function, values, () => pymysql.wheel(lines(progress)))
        progress({ kind: 'line', text: done === 'put' ? PUT : KEPT })
      },
    },
    {
      title: { en: 'Check that it answers', ko: '응답 확인하기' },
      run: async (progress) => {
        const answer = await firstAnswer(cloud, names.function, lines(progress))
        progress({ kind: 'line', text: verbatim(answer) })
      },
    },
    {
      title: { en: 'Find it the way the steps do', ko: '단계에서 찾는 방법대로 찾기' },
      run: async (progress) => {
        const [{ invokeUrl }, subnetId] = [
          await findGateway(cloud),
          await findSubnet(cloud, names.vpc, names.subnet),
        ]
        // Once more, now that what it answers at is known.
        await record(application, proposed, lines(progress))
        progress({
          kind: 'show',
          shown: {
            kind: 'facts',
            title: null,
            facts: [
              { name: { en: 'Invoke URL', ko: '호출 URL' }, value: verbatim(invokeUrl) },
              { name: { en: 'Function', ko: '함수' }, value: verbatim(names.function) },
              {
                name: { en: 'Subnet for the load generator', ko: '부하 발생기용 서브넷' },
                value: verbatim(subnetId),
              },
            ],
          },
        })
      },
    },
  ]
}

/** The application's row: an intent before the stack is created, its id and outputs after. */
function record(
  { labId, ledger }: ApplicationLab,
  proposed: ChangeSet,
  report: (text: Text) => void,
): Promise<CreatedRow> {
  const wanted = { name: STACK_NAME, lab: labId, proposed }
  return ledger.ensure(cloudFormationStack, APPLICATION, wanted, report)
}

async function readyStack({ cloud }: ApplicationLab): Promise<Stack> {
  const stack = await findStack(cloud)
  if (stack === null) throw new Error('The stack is gone in the midst of its deployment')
  return stack
}

function lines(progress: ProgressListener): (text: Text) => void {
  return (text) => progress({ kind: 'line', text })
}

const PUT: Text = { en: 'the workshop’s handler, with PyMySQL', ko: '워크숍 핸들러와 PyMySQL' }
const KEPT: Text = { en: 'it already has code, which is kept', ko: '이미 코드가 있어 그대로 둡니다' }
