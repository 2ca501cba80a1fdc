import type { LabStatus, StepStatus } from '../../core/engine/status.js'
import type { Row } from '../../core/ledger.js'
import type { Fact } from '../../core/plan.js'
import type { Holder } from '../../core/lock.js'
import type { Text } from '../../system/text.js'
import { facts } from '../facts.js'
import { heading, narrower, type Layout, plainly, say } from '../layout.js'
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
export function statusView({ status, holder, place, now }: StatusView, layout: Layout): string[] {
  const inner = narrower(layout, 2)
  const there = status.rows.filter((row) => row.status !== 'gone')
  return [
    '',
    heading(TITLES.lab, layout),
    ...indented(facts(place, inner), 2),
    ...status.openToAll.flatMap((row) => [
      '',
      ...wrap(layout.colors.red(`! ${say(openToAllText(row), layout)}`), layout.columns),
    ]),
    '',
    heading(TITLES.steps, layout),
    ...indented(steps(status.steps, now, inner), 2),
    ...(there.length === 0 ? [] : ['', heading(TITLES.resources, layout)]),
    ...indented(resources(there, inner), 2),
    ...(holder === null
      ? []
      : ['', ...wrap(layout.colors.yellow(plainly(holding(holder, now), layout)), layout.columns)]),
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

function steps(items: readonly StepStatus[], now: string, layout: Layout): string[] {
  const rows = items.map((step, index) => {
    const at = step.finishedAt ?? step.startedAt
    const when = at === null ? '' : ago(at, now, layout.lang)
    const said = [say(STATES[step.state], layout), when].filter((part) => part !== '').join(', ')
    return [
      mark(step.state, layout),
      String(index + 1),
      layout.colors.cyan(step.id),
      plainly(step.title, layout),
      layout.colors.dim(said),
    ]
  })
  const reasons = items.flatMap((step) =>
    step.why === null
      ? []
      : ['', ...wrap(layout.colors.red(`${step.id}: ${plainly(step.why, layout)}`), layout.columns)],
  )
  return [...table({ head: [], rows }, layout), ...reasons]
}

function mark(state: StepStatus['state'], { colors }: Layout): string {
  switch (state) {
    case 'done':
      return colors.green('✓')
    case 'failed':
      return colors.red('✗')
    case 'running':
      return colors.cyan('▸')
    case 'interrupted':
      return colors.yellow('!')
    case 'pending':
      return colors.dim('·')
  }
}

function resources(rows: readonly Row[], layout: Layout): string[] {
  const cells = rows.map(({ key, type, id, owned, status }) => [
    printable(key),
    layout.colors.dim(type),
    printable(id ?? '–'),
    owned ? say(STATUSES[status], layout) : layout.colors.dim(FOREIGN[layout.lang]),
  ])
  return table({ head: [], rows: cells }, layout)
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
