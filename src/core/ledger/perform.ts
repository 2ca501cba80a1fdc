import { LabError } from '../errors.js'
import { stopIfInterrupted } from '../interruption.js'
import type { CreatedRow, Found, Intent, Row } from '../ledger.js'
import { rowWritten } from '../state/transitions.js'
import type { Desk } from './desk.js'

/**
 * Finds or creates exactly one. Five stages: look; write the intent; create; write the outcome; wait until usable. A crash in any
 * of them re-enters at the first, and what was created meanwhile is found by tag, by name or by the intent's token.
 */
export async function perform(desk: Desk, intent: Intent): Promise<CreatedRow> {
  stopIfInterrupted(desk.signal)
  const found = await intent.find()
  const known = liveRow(desk, intent.key)
  const row =
    found.kind === 'none' || overwrites(desk, intent, found, known)
      ? await create(desk, intent, found, known)
      : await adopt(desk, intent, found, known)
  stopIfInterrupted(desk.signal)
  await intent.ready?.(row.id)
  return row
}

type There = Exclude<Found, { kind: 'none' }>

/** Ours, but not as we left it: overwritten only by force, and never taken for somebody else's, or nothing would undo it. */
function overwrites(desk: Desk, intent: Intent, found: There, known: Row | null): boolean {
  const ours = known?.id ?? intent.changes
  const changed = found.kind === 'foreign' && known?.owned !== false && ours === found.id
  if (changed && desk.overForeignChanges === 'refuse')
    throw changedByOthers(intent.key, known?.step ?? desk.stepId)
  return changed
}

async function create(desk: Desk, intent: Intent, found: Found, known: Row | null): Promise<CreatedRow> {
  stopIfInterrupted(desk.signal)
  // The same token for as long as it is not known what became of the call: the service then creates once.
  const token = known?.status === 'creating' ? known.token : newToken(desk)
  // What undoing the first change needs outlives a second one.
  const carried = found.kind === 'none' && known?.status !== 'creating' ? {} : (known?.details ?? {})
  const planned = { ...baseOf(desk, intent, known), owned: true, token, details: carried, since: now() }
  await write(desk, { ...planned, status: 'creating', id: null })
  const { id, details, owned = true } = await intent.create({ token, tags: desk.tags })
  const row: CreatedRow = {
    ...planned,
    owned,
    details: { ...carried, ...details },
    status: 'created',
    id,
    since: now(),
  }
  await write(desk, row)
  return row
}

async function adopt(desk: Desk, intent: Intent, found: There, known: Row | null): Promise<CreatedRow> {
  const same = known?.id === found.id ? known : null
  const row: CreatedRow = {
    ...baseOf(desk, intent, known),
    // What was asked for when it was made, which undoing needs, and not what would be asked for now that it is there.
    intent: same?.intent ?? (known?.status === 'creating' ? known.intent : intent.intent),
    // Once known as somebody else's, it stays so.
    owned: found.kind === 'ours' && same?.owned !== false,
    token: known?.token ?? newToken(desk),
    details: { ...same?.details, ...found.details },
    status: 'created',
    id: found.id,
    since: same?.status === 'created' ? same.since : now(),
  }
  if (JSON.stringify(sorted(row)) !== JSON.stringify(sorted(known))) await write(desk, row)
  return row
}

const liveRow = (desk: Desk, key: string): Row | null =>
  desk.journal.now().rows.find((row) => row.key === key && row.status !== 'gone') ?? null

/** A row belongs to the step that made it, also when a later one performs it again. */
const baseOf = (desk: Desk, { key, type, intent }: Intent, known: Row | null) => ({
  key,
  type,
  intent,
  step: known?.step ?? desk.stepId,
})

const write = (desk: Desk, row: Row): Promise<void> => desk.journal.write((state) => rowWritten(state, row))

const newToken = (desk: Desk): string =>
  `${desk.journal.now().lab}-${crypto.randomUUID().replaceAll('-', '')}`

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
