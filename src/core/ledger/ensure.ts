import { LabError } from '../errors.js'
import { stopIfInterrupted } from '../interruption.js'
import type { CreatedRow, Found, Row } from '../ledger.js'
import type { Creatable, ReportLine } from '../resource.js'
import { rowWritten } from '../state/transitions.js'
import type { LedgerContext } from './ledger-context.js'

/** What is to be there. */
export interface Request<I, W extends I> {
  readonly resource: Creatable<I, W>
  /** Unique in the lab. */
  readonly key: string
  readonly wanted: W
  readonly report: ReportLine | undefined
}

/**
 * Finds or creates exactly one. Five stages: look; write the intent; create; write the outcome; wait until usable. A crash in any
 * of them re-enters at the first, and what was created meanwhile is found by tag, by name or by the intent's token.
 */
export async function ensure<I, W extends I>(
  context: LedgerContext,
  request: Request<I, W>,
): Promise<CreatedRow> {
  const { resource, key, wanted, report = () => undefined } = request
  const { place } = context
  stopIfInterrupted(place.signal)
  const known = liveRow(context, key)
  const found = await resource.findWanted(place, wanted, known?.type === resource.type ? known : null)
  const row =
    found.kind === 'none' || overwrites(context, request, found, known)
      ? await create(context, request, found, known)
      : await adopt(context, request, found, known)
  stopIfInterrupted(place.signal)
  await resource.ready(place, wanted, row.id, report)
  return row
}

type There = Exclude<Found, { kind: 'none' }>

/** Ours, but not as we left it: overwritten only by force, and never taken for somebody else's, or nothing would undo it. */
function overwrites<I, W extends I>(
  context: LedgerContext,
  { resource, key, wanted }: Request<I, W>,
  found: There,
  known: Row | null,
): boolean {
  const ours = known?.id ?? resource.changes(wanted)
  const changed = found.kind === 'foreign' && known?.owned !== false && ours === found.id
  if (changed && context.overForeignChanges === 'refuse')
    throw changedByOthers(key, known?.step ?? context.stepId)
  return changed
}

async function create<I, W extends I>(
  context: LedgerContext,
  request: Request<I, W>,
  found: Found,
  known: Row | null,
): Promise<CreatedRow> {
  stopIfInterrupted(context.place.signal)
  // The same token for as long as it is not known what became of the call: the service then creates once.
  const token = known?.status === 'creating' ? known.token : newToken(context)
  // What undoing the first change needs outlives a second one.
  const carried = found.kind === 'none' && known?.status !== 'creating' ? {} : (known?.details ?? {})
  const planned = { ...baseOf(context, request, known), owned: true, token, details: carried, since: now() }
  await write(context, { ...planned, status: 'creating', id: null })
  const { resource, wanted } = request
  const {
    id,
    details,
    owned = true,
  } = await resource.create(context.place, wanted, {
    token,
    tags: context.tags,
  })
  const row: CreatedRow = {
    ...planned,
    owned,
    details: { ...carried, ...details },
    status: 'created',
    id,
    since: now(),
  }
  await write(context, row)
  return row
}

async function adopt<I, W extends I>(
  context: LedgerContext,
  request: Request<I, W>,
  found: There,
  known: Row | null,
): Promise<CreatedRow> {
  const same = known?.id === found.id ? known : null
  const base = baseOf(context, request, known)
  const row: CreatedRow = {
    ...base,
    // What was asked for when it was made, which undoing needs, and not what would be asked for now that it is there.
    intent: same?.intent ?? (known?.status === 'creating' ? known.intent : base.intent),
    // Once known as somebody else's, it stays so.
    owned: found.kind === 'ours' && same?.owned !== false,
    token: known?.token ?? newToken(context),
    details: { ...same?.details, ...found.details },
    status: 'created',
    id: found.id,
    since: same?.status === 'created' ? same.since : now(),
  }
  if (JSON.stringify(sorted(row)) !== JSON.stringify(sorted(known))) await write(context, row)
  return row
}

const liveRow = (context: LedgerContext, key: string): Row | null =>
  context.journal.now().rows.find((row) => row.key === key && row.status !== 'gone') ?? null

/** A row belongs to the step that made it, also when a later one ensures it again. */
const baseOf = <I, W extends I>(
  context: LedgerContext,
  { resource, key, wanted }: Request<I, W>,
  known: Row | null,
) => ({
  key,
  type: resource.type,
  intent: resource.intentOf(wanted),
  step: known?.step ?? context.stepId,
})

const write = (context: LedgerContext, row: Row): Promise<void> =>
  context.journal.write((state) => rowWritten(state, row))

const newToken = (context: LedgerContext): string =>
  `${context.journal.now().lab}-${crypto.randomUUID().replaceAll('-', '')}`

const now = (): string => new Date().toISOString()

const sorted = (row: Row | null) =>
  row === null ? null : Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))

const changedByOthers = (key: string, step: string): LabError =>
  new LabError({
    code: 'changed-by-others',
    what: {
      en: `Somebody else changed something that the lab created: ${key}.`,
      ko: `실습이 만든 리소스를 다른 사람이 변경했습니다: ${key}`,
    },
    why: {
      en: 'The lab does not overwrite what it did not write.',
      ko: '실습은 직접 쓰지 않은 내용을 덮어쓰지 않습니다.',
    },
    next: {
      en: `Look at it first. To overwrite it, type: lab next --force. To undo what the lab created: lab reset ${step}`,
      ko: `먼저 내용을 확인하세요. 덮어쓰려면 lab next --force, 실습이 만든 것을 되돌리려면 lab reset ${step} 명령을 입력하세요.`,
    },
  })
