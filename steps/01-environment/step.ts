import { type Aws, aws } from '../../src/aws/aws.js'
import { instanceOnline } from '../../src/aws/commands.js'
import { createEnvironment, environmentReady, findEnvironment } from '../../src/aws/environments.js'
import { findHost, findSubnet, hostRunning } from '../../src/aws/instances.js'
import { installLocust, locustStatus } from '../../src/aws/locust-service.js'
import type { Row } from '../../src/core/ledger.js'
import type { Plan, PlanItem } from '../../src/core/plan.js'
import type { Task } from '../../src/core/progress.js'
import type { Answers, Question } from '../../src/core/question.js'
import type { Check, Step, StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/core/text.js'
import { instanceCost } from '../../src/report/cost/instance-cost.js'
import { stepFile } from '../files.js'
import { ENVIRONMENT, loadHost, performService } from '../load-host.js'

const FILES = ['locustfile.py', 'lab_measurements.py', 'install-locust.sh', 'locust-service.sh']

/** Cloud9 environment `Locust`; Locust installed on its instance and running there as a service. */
export const step: Step = { questions, plan, apply, check }

async function questions(lab: StepContext): Promise<readonly Question[]> {
  return [
    {
      kind: 'text',
      name: 'instanceType',
      flag: 'instance-type',
      ask: { en: 'Instance type of the load generator', ko: '부하 발생용 인스턴스 유형' },
      default: lab.access.defaults.instanceType,
      asked: 'by-flag',
      refusal: (typed) => (/^[a-z]+[1-9][.][a-z0-9]+$/.test(typed) ? null : notAnInstanceType),
    },
  ]
}

async function plan(lab: StepContext, answers: Answers): Promise<Plan> {
  const cloud = aws(lab.access, lab.signal)
  const { names } = lab.access
  const instanceType = String(answers['instanceType'])
  await findSubnet(cloud, names.vpc, names.subnet)
  const found = await findEnvironment(cloud, names.environment, lab.labId)
  const what = verbatim(`Cloud9 ${names.environment} (${instanceType}, ${names.vpc} / ${names.subnet})`)
  const op: PlanItem['op'] = found.kind === 'none' ? 'create' : found.kind === 'ours' ? 'keep' : 'exists'
  return {
    items: [
      { op, what },
      { op: 'run', what: verbatim("pip3 install 'locust>=2.43' && locust -V") },
      {
        op: 'create',
        what: {
          en: 'Locust as a service on the instance, with locustfile.py',
          ko: '인스턴스에 locustfile.py와 Locust 서비스',
        },
      },
    ],
    warnings: [],
    shows: [],
    cost: costOf(lab, instanceType),
  }
}

function apply(lab: StepContext, answers: Answers): readonly Task[] {
  const cloud = aws(lab.access, lab.signal)
  const instanceType = String(answers['instanceType'])
  return [
    {
      title: { en: 'Create the Cloud9 environment', ko: 'Cloud9 환경 만들기' },
      run: async () => {
        await performEnvironment(lab, cloud, instanceType)
      },
    },
    {
      title: { en: 'Wait for its instance', ko: '인스턴스 준비 기다리기' },
      run: async (progress) => {
        const host = await hostRunning(cloud, environmentRow(lab))
        progress({ kind: 'line', text: verbatim(`${host.instanceId} ${host.publicAddress ?? ''}`) })
        await instanceOnline(cloud, host.instanceId)
      },
    },
    {
      title: { en: 'Install Locust through SSM', ko: 'SSM으로 Locust 설치하기' },
      run: async (progress) => {
        const { instanceId } = await loadHost(lab, cloud)
        const files = FILES.map(async (name) => ({ name, content: await stepFile(`01-environment/${name}`) }))
        const output = await installLocust(cloud, instanceId, await Promise.all(files))
        progress({
          kind: 'show',
          shown: { kind: 'log', title: verbatim(instanceId), lines: output.trim().split('\n') },
        })
      },
    },
    {
      title: { en: 'Start Locust as a service', ko: 'Locust를 서비스로 시작하기' },
      run: async () => {
        await performService(lab, cloud)
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
  if ((await locustStatus(cloud, host.instanceId)) === 'stopped') return missing(noLocust)
  return {
    kind: 'holds',
    facts: [
      { name: { en: 'Cloud9 environment', ko: 'Cloud9 환경' }, value: verbatim(row.id ?? '') },
      { name: { en: 'Instance', ko: '인스턴스' }, value: verbatim(host.instanceId) },
      { name: { en: 'Public address', ko: '퍼블릭 IP' }, value: verbatim(host.publicAddress ?? '-') },
      { name: verbatim('Locust'), value: { en: 'running', ko: '실행 중' } },
    ],
  }
}

async function performEnvironment(lab: StepContext, cloud: Aws, instanceType: string): Promise<Row> {
  const { names } = lab.access
  const name = names.environment
  return lab.ledger.perform({
    key: ENVIRONMENT,
    type: 'cloud9-environment',
    intent: { name, instanceType, lab: lab.labId },
    find: () => findEnvironment(cloud, name, lab.labId),
    create: async ({ token, tags }) => {
      const subnetId = await findSubnet(cloud, names.vpc, names.subnet)
      const id = await createEnvironment(cloud, { name, instanceType, subnetId, token, tags })
      return { id, details: {} }
    },
    ready: (id) => environmentReady(cloud, id),
  })
}

function environmentRow(lab: StepContext): Row {
  const row = lab.ledger.row(ENVIRONMENT)
  if (row === null) throw new Error('the environment has no row after it was performed')
  return row
}

function costOf({ access }: StepContext, instanceType: string): Text {
  const { en, ko } = instanceCost(access.prices, instanceType)
  return {
    en: `${en} It stops by itself after two idle hours.`,
    ko: `${ko} 두 시간 동안 사용하지 않으면 자동으로 중지됩니다.`,
  }
}

const missing = (why: Text): Check => ({ kind: 'missing', why })
const noEnvironment: Text = {
  en: 'The Cloud9 environment, or its instance, is not there.',
  ko: 'Cloud9 환경 또는 그 인스턴스가 없습니다.',
}
const noLocust: Text = {
  en: 'Locust does not run on the instance.',
  ko: '인스턴스에서 Locust가 실행되고 있지 않습니다.',
}
const notRunning = (state: string): Text => ({
  en: `The instance is ${state}.`,
  ko: `인스턴스가 실행 중이 아닙니다(${state}).`,
})
const notAnInstanceType: Text = {
  en: 'Cloud9 takes types such as `c5.24xlarge` or `m5.large`.',
  ko: 'Cloud9에서는 `c5.24xlarge`, `m5.large` 같은 유형을 사용할 수 있습니다.',
}
