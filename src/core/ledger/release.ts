import type { Found, KnownRow, Released, Row } from '../ledger.js'
import type { Removing, Resource, ResourcePlace } from '../resource.js'
import type { Journal } from '../state/journal.js'
import { rowWritten } from '../state/transitions.js'

/** Undoes one row; safe to repeat. When it throws, the row stays, so that the next reset tries again. */
export async function release(
  journal: Journal,
  place: ResourcePlace,
  resource: Resource,
  row: Row,
  how: Removing,
): Promise<Released> {
  if (!row.owned) return await gone(journal, row, 'not-ours')
  const found = await resource.findToUndo(place, row, how.report)
  const id = idToRemove(row, found)
  if (id === null) return await gone(journal, row, 'absent')
  const doomed: KnownRow = { ...row, status: 'deleting', id, since: now() }
  await write(journal, doomed)
  const removal = await resource.remove(place, doomed, how)
  await write(journal, { ...doomed, status: removal.kind === 'kept' ? 'created' : 'gone', since: now() })
  return removal
}

/** null: nothing of ours is there. What has our id but was changed is for `remove` to judge. */
function idToRemove(row: Row, found: Found): string | null {
  if (found.kind === 'none') return null
  return found.kind === 'ours' || found.id === row.id ? found.id : null
}

async function gone(journal: Journal, row: Row, how: 'absent' | 'not-ours'): Promise<Released> {
  await write(journal, { ...row, status: 'gone', since: now() })
  return { kind: how }
}

const write = (journal: Journal, row: Row): Promise<void> => journal.write((state) => rowWritten(state, row))

const now = (): string => new Date().toISOString()
