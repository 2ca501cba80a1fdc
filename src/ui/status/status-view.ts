import type { LabStatus, StepStatus } from '../../core/engine/status.js'
import type { Row } from '../../core/ledger.js'
import type { Fact } from '../../core/plan.js'
import type { Holder } from '../../core/store.js'
import type { Text } from '../../core/text.js'
import { facts } from '../facts.js'
import { heading } from '../heading.js'
import { narrower, type Page, plainly, say } from '../page.js'
import { printable } from '../printable.js'
import { table } from '../table.js'
import { indented, wrap } from '../wrap.js'
import { ago } from './ago.js'
import { openToAllText } from './open-to-all.js'

export interface StatusView {
  readonly status: LabStatus
  /** Who is changing the lab now. */
  readonly holder: Holder | null
  /** Where the lab runs, as there is to say of it. */
  readonly place: readonly Fact[]
  /** ISO. */
  readonly now: string
}

/** Where a lab stands, on one screen. */
export function statusView({ status, holder, place, now }: StatusView, page: Page): string[] {
  const inner = narrower(page, 2)
  const there = status.rows.filter((row) => row.status !== 'gone')
  return [
    '',
    heading(TITLES.lab, page),
    ...indented(facts(place, inner), 2),
    ...status.openToAll.flatMap((row) => [
      '',
      ...wrap(page.colours.red(`! ${say(openToAllText(row), page)}`), page.columns),
    ]),
    '',
    heading(TITLES.steps, page),
    ...indented(steps(status.steps, now, inner), 2),
    ...(there.length === 0 ? [] : ['', heading(TITLES.resources, page)]),
    ...indented(resources(there, inner), 2),
    ...(holder === null
      ? []
      : ['', ...wrap(page.colours.yellow(plainly(holding(holder, now), page)), page.columns)]),
  ]
}

const TITLES = {
  lab: { en: 'Lab', ko: '실습' },
  steps: { en: 'Steps', ko: '단계' },
  resources: { en: 'Resources', ko: '리소스' },
} satisfies Record<string, Text>

const STATES: Readonly<Record<StepStatus['state'], Text>> = {
  pending: { en: '', ko: '' },
  running: { en: 'running', ko: '실행 중' },
  done: { en: 'done', ko: '완료' },
  failed: { en: 'failed', ko: '실패' },
  interrupted: { en: 'interrupted', ko: '중단됨' },
}

function steps(items: readonly StepStatus[], now: string, page: Page): string[] {
  const rows = items.map((step, index) => {
    const at = step.finishedAt ?? step.startedAt
    const when = at === null ? '' : ago(at, now, page.lang)
    const said = [say(STATES[step.state], page), when].filter((part) => part !== '').join(', ')
    return [
      mark(step.state, page),
      String(index + 1),
      page.colours.cyan(step.id),
      plainly(step.title, page),
      page.colours.dim(said),
    ]
  })
  const reasons = items.flatMap((step) =>
    step.why === null
      ? []
      : ['', ...wrap(page.colours.red(`${step.id}: ${plainly(step.why, page)}`), page.columns)],
  )
  return [...table({ head: [], rows }, page), ...reasons]
}

function mark(state: StepStatus['state'], { colours }: Page): string {
  switch (state) {
    case 'done':
      return colours.green('✓')
    case 'failed':
      return colours.red('✗')
    case 'running':
      return colours.cyan('▸')
    case 'interrupted':
      return colours.yellow('!')
    case 'pending':
      return colours.dim('·')
  }
}

function resources(rows: readonly Row[], page: Page): string[] {
  const cells = rows.map(({ key, type, id, owned, status }) => [
    printable(key),
    page.colours.dim(type),
    printable(id ?? '–'),
    owned ? say(STATUSES[status], page) : page.colours.dim(FOREIGN[page.lang]),
  ])
  return table({ head: [], rows: cells }, page)
}

const STATUSES: Readonly<Record<Row['status'], Text>> = {
  creating: { en: 'being created', ko: '생성 중' },
  created: { en: 'created', ko: '생성됨' },
  deleting: { en: 'being deleted', ko: '삭제 중' },
  gone: { en: 'gone', ko: '삭제됨' },
}
const FOREIGN: Text = { en: 'was there before the lab', ko: '원래 있던 것' }

function holding({ command, pid, since }: Holder, now: string): Text {
  return {
    en: `\`${command}\` is changing this lab now (process ${pid}, ${ago(since, now, 'en')}).`,
    ko: `지금 \`${command}\` 명령이 이 실습을 변경하고 있습니다(프로세스 ${pid}, ${ago(since, now, 'ko')}).`,
  }
}
