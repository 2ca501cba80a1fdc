import { cloud9Environment } from '../../src/aws/resources/cloud9-environment/cloud9-environment.js'
import { ec2Instance } from '../../src/aws/resources/ec2-instance/ec2-instance.js'
import { LabError } from '../../src/core/errors.js'
import type { Found, Row } from '../../src/core/ledger.js'
import { type Answers, textIn } from '../../src/core/question.js'
import type { StepContext } from '../../src/core/step.js'
import type { Text } from '../../src/system/text.js'
import { ENVIRONMENT } from '../load-host.js'
import { HOST } from './questions.js'

/** What the load generator runs on. Later steps cannot tell the difference. */
export type HostKind = 'cloud9' | 'ec2'

export interface HostChoice {
  readonly kind: HostKind
  /** `made`: it is there already. `open` and `closed`: nobody chose, and Cloud9 is to be had or not. */
  readonly because: 'asked' | 'made' | 'open' | 'closed'
}

/** Cloud9 as in the workshop, unless told otherwise or it is closed to the account: then a plain instance. */
export async function chooseHost(lab: StepContext, answers: Answers): Promise<HostChoice> {
  const asked = HOSTS.find((kind) => kind === textIn(answers, HOST))
  const made = await madeHost(lab)
  if (made !== null) {
    if (asked !== undefined && asked !== made) throw madeAlready(made)
    return { kind: made, because: 'made' }
  }
  if (asked !== undefined) return { kind: asked, because: 'asked' }
  return (await isCloud9Open(lab)) ? { kind: 'cloud9', because: 'open' } : { kind: 'ec2', because: 'closed' }
}

const HOSTS: readonly HostKind[] = ['cloud9', 'ec2']

/** null: none. An intent whose call may have got through counts only if something came of it. */
async function madeHost(lab: StepContext): Promise<HostKind | null> {
  const row = lab.ledger.row(ENVIRONMENT)
  if (row === null) return null
  const kind: HostKind = row.type === ec2Instance.type ? 'ec2' : 'cloud9'
  return row.id !== null || (await cameOf(lab, row)) ? kind : null
}

async function cameOf(lab: StepContext, row: Row): Promise<boolean> {
  if (row.type === ec2Instance.type)
    return (await lab.ledger.look(ec2Instance, ENVIRONMENT, { lab: lab.labId })).kind === 'ours'
  return (await environment(lab))?.kind === 'ours'
}

/** Any call tells: a closed account is refused all of them. */
async function isCloud9Open(lab: StepContext): Promise<boolean> {
  return (await environment(lab)) !== null
}

/** null: Cloud9 is closed to the account. */
function environment({ access, labId, ledger }: StepContext): Promise<Found | null> {
  const wanted = { name: access.names.environment, lab: labId }
  return ledger.look(cloud9Environment, ENVIRONMENT, wanted).catch(noneIfClosed)
}

function noneIfClosed(thrown: unknown): null {
  if (thrown instanceof LabError && thrown.code === 'cloud9-closed') return null
  throw thrown
}

export const closedToYou: Text = {
  en: 'Cloud9 is closed to this account (AWS closed it to new customers in July 2024): a plain EC2 instance takes its place. Nothing else changes.',
  ko: '이 계정에서는 Cloud9을 사용할 수 없습니다(2024년 7월부터 신규 고객에게 제공되지 않음). 일반 EC2 인스턴스를 대신 사용하며 나머지는 모두 같습니다.',
}

function madeAlready(made: HostKind): LabError {
  const name = made === 'ec2' ? { en: 'an EC2 instance', ko: 'EC2 인스턴스' } : CLOUD9
  return new LabError({
    code: 'host-made-already',
    exit: 'usage',
    what: {
      en: `The load generator already runs on ${name.en}.`,
      ko: `부하 발생기가 이미 ${name.ko}에서 실행되고 있습니다.`,
    },
    why: { en: 'A lab uses only one.', ko: '실습에는 하나만 사용합니다.' },
    next: {
      en: 'Leave `--host` out, or type `lab reset environment` first.',
      ko: '`--host`를 빼거나 먼저 `lab reset environment`를 실행하세요.',
    },
  })
}

const CLOUD9: Text = { en: 'a Cloud9 environment', ko: 'Cloud9 환경' }
