import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { endLeftovers, leftOf, runsIn, tracesOf } from '../../cloud/control/leftovers.js'
import { stopCloud } from '../../cloud/control/stop-cloud.js'
import type { Lab } from '../../core/engine/lab.js'
import type { WasReset } from '../../core/engine/reset.js'
import { LabError } from '../../core/errors.js'
import type { UserInterface, Message } from '../../core/user-interface.js'
import type { PlanItem } from '../../core/plan.js'
import type { Text } from '../../system/text.js'
import type { LabState } from '../../core/state.js'
import type { CommandCall } from '../command.js'

/** The folder of the lab's local cloud, also of one that is just starting, or whose folder was deleted; null where there is none. */
export async function cloudOf({ flags }: CommandCall): Promise<string | null> {
  const dir = join(flags.dir, 'cloud')
  return existsSync(dir) || (await runsIn(dir)) ? dir : null
}

/** The local cloud ends with the lab that it was started for: its processes, then its folder. */
export async function removeCloud(
  dir: string,
  { ui, store, options }: Lab,
  was: WasReset['kind'],
): Promise<void> {
  // Nothing was asked yet where the lab itself had nothing to undo.
  if (was === 'nothing') {
    ui.tell({ kind: 'plan', plan: { items: [END_OF_CLOUD], warnings: [], shows: [], cost: null } })
    await ui.confirm({ en: 'Continue?', ko: '계속할까요?' })
  }
  await store.exclusively(options.command, async () => {
    // The lock was free while the question was open.
    const begun = await store.read()
    if (begun?.target.kind === 'local') throw begunMeanwhile(begun)
    await ui.run([
      {
        title: { en: 'Stop the local cloud', ko: '로컬 클라우드 중지' },
        run: async () => {
          const traces = await tracesOf(dir)
          await stopCloud(dir)
          await rm(dir, { recursive: true, force: true })
          // What was started while the rest was being ended.
          await endLeftovers(dir, traces)
          const left = await leftOf(traces)
          if (left.length > 0) throw stillThere(left)
        },
      },
    ])
  })
  ui.tell({
    kind: 'success',
    text: {
      en: 'The local cloud, its database and its load generator are stopped. Nothing is left.',
      ko: '로컬 클라우드와 데이터베이스, 부하 발생기를 모두 중지했습니다. 남은 것은 없습니다.',
    },
  })
}

function stillThere(left: readonly Text[]): LabError {
  const list = (lang: 'en' | 'ko') => left.map((one) => one[lang]).join(', ')
  return new LabError({
    code: 'left',
    exit: 'left',
    what: {
      en: `Of the local cloud there is still: ${list('en')}.`,
      ko: `로컬 클라우드에서 아직 남아 있는 것: ${list('ko')}`,
    },
    why: {
      en: 'It was ended and removed, and was there again or still when it was looked for.',
      ko: '종료하고 삭제했지만 확인했을 때 남아 있었습니다.',
    },
    next: {
      en: 'Type `lab reset` again. If that does not help, end it by hand.',
      ko: '`lab reset`을 다시 실행하세요. 그래도 남으면 직접 종료하세요.',
    },
  })
}

const begunMeanwhile = ({ lab }: LabState): LabError =>
  new LabError({
    code: 'lab-begun',
    what: {
      en: `The local cloud stays: meanwhile ${lab} began on it.`,
      ko: `그사이 로컬 클라우드에서 실습 ${lab}이(가) 시작되어 지우지 않았습니다.`,
    },
    why: {
      en: 'That lab was not there when the plan was shown.',
      ko: '계획을 보여 드릴 때는 없던 실습입니다.',
    },
    next: {
      en: '`lab status` shows it. To end it together with its cloud, type: lab reset',
      ko: '`lab status`로 확인하세요. 실습과 로컬 클라우드를 함께 끝내려면 다음을 입력하세요: lab reset',
    },
  })

/** The engine does not know of the cloud: its plan is told with the cloud's end, and what to type next is held until then. */
export function endingWith(
  cloud: string | null,
  ui: UserInterface,
): { readonly ui: UserInterface; readonly sayLast: () => void } {
  const held: Message[] = []
  const tell = (message: Message) => {
    if (message.kind === 'next') held.push(message)
    else if (message.kind === 'plan' && cloud !== null) {
      const { plan } = message
      ui.tell({ kind: 'plan', plan: { ...plan, items: [...plan.items, END_OF_CLOUD] } })
    } else ui.tell(message)
  }
  const sayLast = () => {
    for (const message of held.length === 0 ? [BEGIN_ANEW] : held) ui.tell(message)
  }
  return { ui: { ...ui, tell }, sayLast }
}

const BEGIN_ANEW: Message = {
  kind: 'next',
  command: 'lab next',
  why: { en: 'starts or continues the lab', ko: '시작하거나 이어서 진행합니다' },
}

const END_OF_CLOUD: PlanItem = {
  op: 'delete',
  what: {
    en: 'the local cloud: its processes, its database and its folder',
    ko: '로컬 클라우드: 프로세스, 데이터베이스, 폴더',
  },
}
