import { type ChangeSet, proposeChanges, withdrawChanges } from '../../aws/application/change-set.js'
import { deleteStack, settledStack, unstickStack } from '../../aws/application/follow-stack.js'
import { findStack, type Stack } from '../../aws/application/stack.js'
import { applicationTemplate, resourcesOf } from '../../aws/application/template.js'
import { twoZones } from '../../aws/application/zones.js'
import { findFunction } from '../../aws/functions/function.js'
import type { Aws } from '../../aws/client/aws.js'
import type { Lab } from '../../core/engine/lab.js'
import type { Message } from '../../core/user-interface.js'
import { APPLICATION } from '../../core/ledger.js'
import type { LabState } from '../../core/state.js'
import type { Text } from '../../system/text.js'
import { type ApplicationLab, isLocal, openApplication } from './application-lab.js'
import { releaseStack } from './delete.js'
import { deployTasks } from './deploy-tasks.js'
import { ALREADY_LOCAL, GO_ON, madeByOthers, nothingChanges, TRY_IT } from './messages.js'
import { deployPlan } from './plan.js'
import { pymysqlDownload } from './pymysql-download.js'
import type { ExitName } from '../../core/errors.js'
import type { CommandCall } from '../command.js'
import { answerPolicyOf, withLab } from '../open-lab.js'

export async function run(call: CommandCall): Promise<ExitName> {
  await withLab(call, answerPolicyOf(call, 'allow'), call.flags.dryRun ? rehearseDeploy : deployApplication)
  return 'done'
}

/** Creates the application of Modules 1 to 3, or brings it to this version; goes on where a crash left it. */
export async function deployApplication(lab: Lab): Promise<void> {
  await lab.store.exclusively(lab.options.command, async () => {
    const state = await lab.store.read()
    if (isLocal(state, lab)) return tellAll(lab, ALREADY_LOCAL)
    const application = await openApplication(lab, state, 'change')
    const stack = await usableStack(application)
    const others = await notOurs(application, stack)
    if (others !== null) return tellAll(lab, others)
    await deploy(application, stack)
    tellAll(lab, GO_ON)
  })
}

/** The same plan without a change set, which would be something new in the account. */
export async function rehearseDeploy(lab: Lab): Promise<void> {
  const state: LabState | null = await lab.store.read()
  if (isLocal(state, lab)) return tellAll(lab, ALREADY_LOCAL)
  const application = await openApplication(lab, state, 'rehearse')
  const stack = await findStack(application.cloud)
  const others = await notOurs(application, stack)
  if (others !== null) return tellAll(lab, others)
  if (stack?.phase === 'ready') return tellAll(lab, nothingChanges(stack))
  const template = resourcesOf(await applicationTemplate())
  const changes = template.map((resource) => ({ op: 'create', ...resource }) as const)
  const { prices } = application.session.connection.access
  lab.ui.tell({ kind: 'plan', plan: deployPlan(changes, prices) })
  tellAll(lab, TRY_IT)
}

async function deploy(application: ApplicationLab, stack: Stack | null): Promise<void> {
  const { cloud, lab, labId } = application
  const isNew = stack === null || stack.phase === 'proposed'
  const pymysql = pymysqlDownload()
  if (isNew) await lab.ui.run([pymysql.task])
  const proposed = await proposeChanges(cloud, stack, {
    template: await applicationTemplate(),
    zones: await twoZones(cloud),
    labId,
  })
  lab.ui.tell({ kind: 'plan', plan: deployPlan(proposed.changes, cloud.access.prices, isNew) })
  if (isNew || proposed.changes.length > 0) await approved(application, proposed)
  try {
    await lab.ui.run(deployTasks(application, proposed, isNew, pymysql))
  } catch (thrown) {
    // That it failed is what counts; the next deployment removes what this cannot.
    await releaseRolledBack(application).catch(() => undefined)
    throw thrown
  }
}

/** CloudFormation undid all of it: nothing is there that costs, and only an empty stack stands in the way. */
async function releaseRolledBack({ cloud, ledger, session }: ApplicationLab): Promise<void> {
  const row = ledger.row(APPLICATION)
  const stack = await findStack(cloud)
  if (row === null || stack?.status !== 'ROLLBACK_COMPLETE') return
  await releaseStack(session, row, () => undefined)
}

async function approved({ cloud, lab }: ApplicationLab, proposed: ChangeSet): Promise<void> {
  try {
    await lab.ui.confirm({ en: 'Execute this change set?', ko: '이 변경 세트를 실행할까요?' })
  } catch (thrown) {
    await withdrawChanges(cloud, proposed)
    throw thrown
  }
}

/** The stack in a state from which it can be worked on: what is under way is awaited, what came to nothing is removed. */
async function usableStack(application: ApplicationLab): Promise<Stack | null> {
  const { cloud, lab, labId } = application
  const stack = await findStack(cloud)
  const pending = stack === null || stack.labId !== labId ? null : pendingWorkOf(cloud, stack)
  if (pending === null) return stack
  await lab.ui.run([
    {
      title: pending.title,
      run: async (progress) => {
        await pending.run((text) => progress({ kind: 'line', text }))
      },
    },
  ])
  // What was awaited may have come to nothing itself.
  return usableStack(application)
}

interface PendingWork {
  readonly title: Text
  run(report: (line: Text) => void): Promise<unknown>
}

function pendingWorkOf(cloud: Aws, { id, phase, status }: Stack): PendingWork | null {
  switch (phase) {
    case 'ready':
      return null
    case 'busy':
      return {
        title: { en: 'Wait for the operation in progress', ko: '진행 중인 작업 기다리기' },
        run: (report) => settledStack(cloud, id, report),
      }
    case 'stuck':
      return {
        title: { en: 'Finish rolling back a failed update', ko: '실패한 업데이트 롤백 마무리' },
        run: (report) => unstickStack(cloud, id, report),
      }
    case 'proposed':
    case 'failed':
      return {
        title: {
          en: `Remove what an earlier attempt left (${status})`,
          ko: `이전 시도가 남긴 것 제거(${status})`,
        },
        run: (report) => deleteStack(cloud, id, report),
      }
  }
}

/** What there is to say where the application is there and this lab did not create it; null: it may create it. */
async function notOurs(
  { cloud, labId }: ApplicationLab,
  stack: Stack | null,
): Promise<readonly Message[] | null> {
  // What was only proposed is nobody's yet, and cost nothing.
  if (stack?.phase === 'proposed') return null
  if (stack !== null) return stack.labId === labId ? null : madeByOthers(stack.labId)
  const live = await findFunction(cloud, cloud.access.names.function)
  return live === null ? null : madeByOthers(null)
}

function tellAll({ ui }: Lab, messages: readonly Message[]): void {
  for (const message of messages) ui.tell(message)
}
