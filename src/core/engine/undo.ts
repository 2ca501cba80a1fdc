import { explained } from '../errors.js'
import { isInterruption } from '../interruption.js'
import type { Released, Row, Tagged } from '../ledger.js'
import { release } from '../ledger/release.js'
import type { Task } from '../progress.js'
import type { Resource } from '../resource.js'
import type { Text } from '../../system/text.js'
import { describe } from './reset-plan.js'
import { type Left, unknownType } from './reset-trouble.js'
import { placeOf, type Session } from './session.js'

/** Undoes one row. Fails of an interruption only: what went wrong goes to `left`, so that the next row has its turn. */
export function undoTask(session: Session, row: Row, left: Left[]): Task {
  const { lab, connection, journal } = session
  const resource = connection.resources.find(({ type }) => type === row.type)
  const title = describe(resource, row)
  return {
    title,
    async run(progress) {
      try {
        const how = {
          over: lab.options.overForeignChanges,
          report: (text: Text) => progress({ kind: 'line', text }),
        }
        const released = await release(journal, placeOf(session), known(resource, row), row, how)
        if (released.kind === 'kept') {
          left.push({ kind: 'kept', step: row.step, what: title, why: released.why, next: released.next })
        }
        progress({ kind: 'line', text: released.kind === 'kept' ? released.why : OUTCOMES[released.kind] })
      } catch (thrown) {
        if (isInterruption(thrown)) throw thrown
        left.push({ kind: 'failed', step: row.step, what: title, error: explained(thrown) })
        progress({ kind: 'line', text: { en: 'not undone', ko: '되돌리지 못했습니다' } })
      }
    },
  }
}

/** Proves the outcome by looking for the lab's tag; what rows of other steps list may stay, and what failed was told already. */
export function searchTask({ connection, journal }: Session, left: Left[]): Task {
  const title = { en: 'Search for anything left by its tag', ko: '태그로 남은 리소스 검색' }
  return {
    title,
    async run(progress) {
      const listed = new Set(journal.now().rows.flatMap((row) => (row.status === 'gone' ? [] : [row.id])))
      try {
        const tagged = await connection.sweep(journal.now().lab)
        const strays = tagged.filter(({ id }) => !listed.has(id))
        left.push(...strays.map((stray): Left => ({ kind: 'found', what: still(stray) })))
        progress({ kind: 'line', text: counted(strays.length) })
      } catch (thrown) {
        if (isInterruption(thrown)) throw thrown
        left.push({ kind: 'failed', step: null, what: title, error: explained(thrown) })
        progress({ kind: 'line', text: { en: 'not searched', ko: '검색하지 못했습니다' } })
      }
    },
  }
}

function known(resource: Resource | undefined, row: Row): Resource {
  if (resource === undefined) throw unknownType(row)
  return resource
}

const OUTCOMES: Readonly<Record<Exclude<Released['kind'], 'kept'>, Text>> = {
  removed: { en: 'deleted', ko: '삭제했습니다' },
  restored: { en: 'restored', ko: '원래대로 복원했습니다' },
  absent: { en: 'already gone', ko: '이미 없습니다' },
  'not-ours': { en: 'not created by the lab, left alone', ko: '실습이 만든 것이 아니므로 그대로 둡니다' },
}

const still = ({ type, id, what }: Tagged): Text => ({
  en: `Still there: ${what.en} (${type} ${id})`,
  ko: `아직 남아 있음: ${what.ko} (${type} ${id})`,
})

const counted = (found: number): Text =>
  found === 0
    ? { en: 'nothing is left', ko: '남은 리소스가 없습니다' }
    : { en: `${found} left`, ko: `${found}개가 남아 있습니다` }
