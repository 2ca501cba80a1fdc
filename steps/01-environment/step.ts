import { aws } from '../../src/aws/client/aws.js'
import { instanceOnline, isOnline } from '../../src/aws/session-manager/commands.js'
import { findHost, hostRunning } from '../../src/aws/load-host/instances.js'
import { cloud9Environment } from '../../src/aws/resources/cloud9-environment/cloud9-environment.js'
import { generatorHost } from '../../src/aws/load-host/generator-host.js'
import type { Row } from '../../src/core/ledger.js'
import type { Plan } from '../../src/core/plan.js'
import type { Task } from '../../src/core/progress.js'
import { type Answers, type Question, textIn } from '../../src/core/question.js'
import type { Check, Step, StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { DEFAULT_ENGINE } from '../../src/load/engines.js'
import { runningEngine } from '../../src/load/host-engines.js'
import { ENVIRONMENT, loadHost, ensureService } from '../load-host.js'
import { factsAndText } from '../seen.js'
import { chooseHost, closedToYou } from './host-choice.js'
import { capacity, hostCost } from './host-cost.js'
import { hostPlan } from './host-plan.js'
import { judgeType } from './host-type.js'
import { makeHost } from './make-host.js'
import { HOST, INSTANCE_TYPE } from './questions.js'
import { judgeQuota } from './quota.js'

/** Cloud9 environment `Locust`, or an EC2 instance where Cloud9 is closed; a load engine installed on it and running there as a service. */
export const step: Step = {
  questions,
  plan,
  apply,
  check,
  seen: async (_lab, facts) => factsAndText(facts, SEEN),
}

async function questions(lab: StepContext): Promise<readonly Question[]> {
  return [{ ...INSTANCE_TYPE, default: lab.access.defaults.instanceType }, HOST]
}

async function plan(lab: StepContext, answers: Answers): Promise<Plan> {
  const cloud = aws(lab.access, lab.signal)
  const instanceType = textIn(answers, INSTANCE_TYPE)
  const { kind, because } = await chooseHost(lab, answers)
  judgeType(kind, instanceType)
  const { items, vcpus } = await hostPlan(lab, cloud, kind, instanceType)
  if (because !== 'made') await judgeQuota(cloud, instanceType, vcpus)
  const { installation, description } = DEFAULT_ENGINE.service
  return {
    items: [...items, { op: 'run', what: verbatim(installation) }, { op: 'create', what: description }],
    warnings: because === 'closed' ? [closedToYou] : [],
    // A scaled cloud's instance is the computer that it runs on, whatever its type is called.
    shows:
      lab.access.scale === null
        ? [{ kind: 'facts', title: null, facts: [capacity(instanceType, vcpus)] }]
        : [],
    cost: hostCost(lab.access.prices, kind, instanceType),
  }
}

function apply(lab: StepContext, answers: Answers): readonly Task[] {
  const { name, service } = DEFAULT_ENGINE
  const cloud = aws(lab.access, lab.signal)
  const instanceType = textIn(answers, INSTANCE_TYPE)
  return [
    {
      title: { en: 'Create the instance of the load generator', ko: '부하 발생용 환경 만들기' },
      run: async (progress) => {
        const { kind, because } = await chooseHost(lab, answers)
        judgeType(kind, instanceType)
        if (because === 'closed') progress({ kind: 'line', text: closedToYou })
        await makeHost(lab, cloud, kind, instanceType)
      },
    },
    {
      title: { en: 'Wait for the instance to be ready', ko: '인스턴스 준비 기다리기' },
      run: async (progress) => {
        const host = await hostRunning(cloud, environmentRow(lab))
        progress({ kind: 'line', text: verbatim(`${host.instanceId} ${host.publicAddress ?? ''}`) })
        await instanceOnline(cloud, host.instanceId)
      },
    },
    {
      title: { en: `Install ${name} through SSM`, ko: `SSM으로 ${name} 설치하기` },
      run: async (progress) => {
        const { instanceId } = await loadHost(lab, cloud)
        const output = await service.install(generatorHost(cloud, instanceId))
        progress({
          kind: 'show',
          shown: { kind: 'log', title: verbatim(instanceId), lines: output.trim().split('\n') },
        })
      },
    },
    {
      title: { en: `Start ${name} as a service`, ko: `${name}를 서비스로 시작하기` },
      run: async () => {
        await ensureService(lab, cloud)
      },
    },
  ]
}

async function check(lab: StepContext): Promise<Check> {
  const cloud = aws(lab.access, lab.signal)
  const row = lab.ledger.row(ENVIRONMENT)
  const host = await findHost(cloud, row)
  if (row === null || host === null) return missing(noEnvironment)
  if (host.state !== 'running') return missing(notRunning(host.state))
  if (!(await isOnline(cloud, host.instanceId))) return missing(notOnline)
  const engine = await runningEngine(generatorHost(cloud, host.instanceId))
  if (engine === null) return missing(noEngine)
  return {
    kind: 'holds',
    facts: [
      ...(row.type === cloud9Environment.type
        ? [{ name: { en: 'Cloud9 environment', ko: 'Cloud9 환경' }, value: verbatim(row.id ?? '') }]
        : []),
      { name: { en: 'Instance', ko: '인스턴스' }, value: verbatim(host.instanceId) },
      { name: { en: 'Public address', ko: '퍼블릭 IP' }, value: verbatim(host.publicAddress ?? '-') },
      { name: verbatim(engine.name), value: { en: 'running', ko: '실행 중' } },
    ],
  }
}

function environmentRow(lab: StepContext): Row {
  const row = lab.ledger.row(ENVIRONMENT)
  if (row === null) throw new Error('the environment has no row after it was ensured')
  return row
}

const SEEN: Text = {
  en: `The load has a machine of its own now, and ${DEFAULT_ENGINE.name} runs on it as a service, put there through SSM without a login. Who can reach its page is for the security group to say: that is the next step.`,
  ko: `부하를 보낼 인스턴스가 생겼고, 로그인 없이 SSM으로 설치한 ${DEFAULT_ENGINE.name}가 서비스로 실행되고 있습니다. 이 페이지에 누가 접속할 수 있는지는 보안 그룹이 정하며, 다음 단계에서 다룹니다.`,
}

const missing = (why: Text): Check => ({ kind: 'missing', why })
const noEnvironment: Text = {
  en: 'The instance of the load generator does not exist.',
  ko: '부하 발생용 인스턴스가 없습니다.',
}
const noEngine: Text = {
  en: `${DEFAULT_ENGINE.name} is not running on the instance.`,
  ko: `인스턴스에서 ${DEFAULT_ENGINE.name}가 실행되고 있지 않습니다.`,
}
const notRunning = (state: string): Text => ({
  en: `The instance is ${state}.`,
  ko: `인스턴스가 실행 중이 아닙니다(${state}).`,
})
const notOnline: Text = {
  en: 'The instance is not online in Systems Manager yet.',
  ko: '인스턴스가 아직 Systems Manager에 연결되지 않았습니다.',
}
