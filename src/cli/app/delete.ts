import { stackResources } from '../../aws/application/follow-stack.js'
import { findStack, type Stack, STACK_NAME } from '../../aws/application/stack.js'
import { cloudFormationStack } from '../../aws/resources/cloudformation-stack.js'
import type { Lab } from '../../core/engine/lab.js'
import { placeOf, type Session } from '../../core/engine/session.js'
import { type ExitName, LabError } from '../../core/errors.js'
import { APPLICATION, type Row } from '../../core/ledger.js'
import { release } from '../../core/ledger/release.js'
import type { ReportLine } from '../../core/resource.js'
import type { LabState } from '../../core/state.js'
import { type ApplicationLab, isLocal, openApplication } from './application-lab.js'
import { DELETED, NOTHING_THERE, PART_OF_LOCAL } from './messages.js'
import { deletePlan } from './plan.js'
import type { CommandCall } from '../command.js'
import { answerPolicyOf, withLab } from '../open-lab.js'

export async function run(call: CommandCall): Promise<ExitName> {
  const { flags } = call
  const adopt = flags.adopt === 'no' ? 'no' : 'yes'
  await withLab(call, answerPolicyOf(call, 'allow'), (lab) =>
    (flags.dryRun ? rehearseDelete : deleteApplication)(lab, adopt),
  )
  return 'done'
}

/** Deletes the application that a lab deployed, and waits until it is gone. `adopt`: also another lab's, or this one's whose state was lost. */
export async function deleteApplication(lab: Lab, adopt: 'no' | 'yes'): Promise<void> {
  await lab.store.exclusively(lab.options.command, async () => {
    const found = await open(lab, adopt, 'change')
    if (found === null) return
    const { application, stack } = found
    const { ui, store } = lab
    await ui.confirm({ en: 'Delete all of this?', ko: '모두 삭제할까요?' })
    const row = await rowOf(application, stack)
    await ui.run([
      {
        title: { en: 'Delete the application', ko: '애플리케이션 삭제' },
        run: async (progress) => {
          await releaseStack(application.session, row, (text) => progress({ kind: 'line', text }))
        },
      },
    ])
    if (isEmpty(application.session.journal.now())) await store.forget()
    for (const message of DELETED) ui.tell(message)
  })
}

export async function rehearseDelete(lab: Lab, adopt: 'no' | 'yes'): Promise<void> {
  await open(lab, adopt, 'rehearse')
}

/** What is to be deleted, told as a plan; null: there is nothing, which was told. */
async function open(lab: Lab, adopt: 'no' | 'yes', purpose: 'change' | 'rehearse') {
  const { ui } = lab
  const state = await lab.store.read()
  if (isLocal(state, lab)) {
    for (const message of PART_OF_LOCAL) ui.tell(message)
    return null
  }
  const application = await openApplication(lab, state, purpose)
  const stack = await findStack(application.cloud)
  if (stack === null) {
    if (purpose === 'change') await forgetRow(application)
    for (const message of NOTHING_THERE) ui.tell(message)
    return null
  }
  refuse(application, stack, adopt)
  ui.tell({ kind: 'plan', plan: deletePlan(await stackResources(application.cloud, stack.id)) })
  return { application, stack }
}

function refuse({ ledger, labId }: ApplicationLab, stack: Stack, adopt: 'no' | 'yes'): void {
  if (stack.labId === null) throw notALabs(stack)
  if (stack.labId !== labId && adopt === 'no') throw anotherLabs(stack.labId)
  const inIt = ledger.rows().filter(({ step, owned }) => step !== APPLICATION && owned)
  if (inIt.length > 0) throw inUse(inIt)
}

/** The ledger's row of it, taken up where it has none: a state was lost, or another lab's is deleted. */
async function rowOf({ ledger }: ApplicationLab, stack: Stack): Promise<Row> {
  const wanted = { name: STACK_NAME, lab: stack.labId ?? '', proposed: null }
  return ledger.ensure(cloudFormationStack, APPLICATION, wanted)
}

/** Somebody deleted it elsewhere. */
async function forgetRow({ ledger, session }: ApplicationLab): Promise<void> {
  const row = ledger.row(APPLICATION)
  if (row !== null) await releaseStack(session, row, () => undefined)
}

export async function releaseStack(session: Session, row: Row, report: ReportLine): Promise<void> {
  await release(session.journal, placeOf(session), cloudFormationStack, row, { over: 'refuse', report })
}

const isEmpty = ({ steps, rows }: LabState): boolean =>
  Object.keys(steps).length === 0 && rows.every(({ status }) => status === 'gone')

const notALabs = ({ id }: Stack): LabError =>
  new LabError({
    code: 'app-not-ours',
    what: {
      en: `The stack ${STACK_NAME} was not created by a lab.`,
      ko: `스택 ${STACK_NAME}은(는) 실습이 만든 것이 아닙니다.`,
    },
    why: { en: `${id} does not have the tag of a lab.`, ko: `${id}에 실습 태그가 없습니다.` },
    next: { en: 'Delete it yourself, if it is yours.', ko: '본인의 것이라면 직접 삭제하세요.' },
  })

const anotherLabs = (labId: string): LabError =>
  new LabError({
    code: 'app-of-another-lab',
    exit: 'usage',
    what: {
      en: `${labId} deployed the application, not this lab.`,
      ko: `애플리케이션은 이 실습이 아니라 ${labId}에서 배포했습니다.`,
    },
    why: { en: 'Somebody may be working with it.', ko: '다른 사람이 사용 중일 수 있습니다.' },
    next: {
      en: 'If it is yours (its state was lost, or is in another folder), type: lab app delete --adopt --target aws',
      ko: '본인의 것이라면(상태 파일을 잃었거나 다른 폴더에 있는 경우) 다음을 입력하세요: lab app delete --adopt --target aws',
    },
  })

const inUse = (rows: readonly Row[]): LabError =>
  new LabError({
    code: 'app-in-use',
    what: {
      en: 'The lab still uses the application.',
      ko: '실습에서 아직 애플리케이션을 사용하고 있습니다.',
    },
    why: {
      en: `What its steps created would block the deletion, or be lost with it: ${rows.map(({ key }) => key).join(', ')}.`,
      ko: `단계에서 만든 리소스가 삭제를 막거나 함께 사라집니다: ${rows.map(({ key }) => key).join(', ')}`,
    },
    next: {
      en: 'Type `lab reset`, then `lab app delete`.',
      ko: '`lab reset`을 실행한 뒤 `lab app delete`를 실행하세요.',
    },
  })
