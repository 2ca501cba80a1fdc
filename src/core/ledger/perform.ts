import { LabError } from '../errors.js'
import { stopIfInterrupted } from '../interruption.js'
import type { CreatedRow, Found, Intent, Row } from '../ledger.js'
import { rowWritten } from '../state/transitions.js'
import type { LedgerContext } from './ledger-context.js'

/**
 * Finds or creates exactly one. Five stages: look; write the intent; create; write the outcome; wait until usable. A crash in any
 * of them re-enters at the first, and what was created meanwhile is found by tag, by name or by the intent's token.
 */
export async function perform(context: LedgerContext, intent: Intent): Promise<CreatedRow> {
  stopIfInterrupted(context.signal)
  const found = await intent.find()
  const known = liveRow(context, intent.key)
  const row =
    found.kind === 'none' || overwrites(context, intent, found, known)
      ? await create(context, intent, found, known)
      : await adopt(context, intent, found, known)
  stopIfInterrupted(context.signal)
  await intent.ready?.(row.id)
  return row
}

type There = Exclude<Found, { kind: 'none' }>

/** Ours, but not as we left it: overwritten only by force, and never taken for somebody else's, or nothing would undo it. */
function overwrites(context: LedgerContext, intent: Intent, found: There, known: Row | null): boolean {
  const ours = known?.id ?? intent.changes
  const changed = found.kind === 'foreign' && known?.owned !== false && ours === found.id
  if (changed && context.overForeignChanges === 'refuse')
    throw changedByOthers(intent.key, known?.step ?? context.stepId)
  return changed
}

async function create(
  context: LedgerContext,
  intent: Intent,
  found: Found,
  known: Row | null,
): Promise<CreatedRow> {
  stopIfInterrupted(context.signal)
  // The same token for as long as it is not known what became of the call: the service then creates once.
  const token = known?.status === 'creating' ? known.token : newToken(context)
  // What undoing the first change needs outlives a second one.
  const carried = found.kind === 'none' && known?.status !== 'creating' ? {} : (known?.details ?? {})
  const planned = { ...baseOf(context, intent, known), owned: true, token, details: carried, since: now() }
  await write(context, { ...planned, status: 'creating', id: null })
  const { id, details, owned = true } = await intent.create({ token, tags: context.tags })
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

async function adopt(
  context: LedgerContext,
  intent: Intent,
  found: There,
  known: Row | null,
): Promise<CreatedRow> {
  const same = known?.id === found.id ? known : null
  const row: CreatedRow = {
    ...baseOf(context, intent, known),
    // What was asked for when it was made, which undoing needs, and not what would be asked for now that it is there.
    intent: same?.intent ?? (known?.status === 'creating' ? known.intent : intent.intent),
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

/** A row belongs to the step that made it, also when a later one performs it again. */
const baseOf = (context: LedgerContext, { key, type, intent }: Intent, known: Row | null) => ({
  key,
  type,
  intent,
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
