import * as v from 'valibot'
import type { Artifacts } from '../../core/artifacts.js'
import type { JsonObject } from '../../core/json.js'
import type { Creation, Found, KnownRow, Removal, Row, Tagged } from '../../core/ledger.js'
import type { PriceList } from '../../core/prices/price-list.js'
import type {
  Creatable,
  Creating,
  Removing,
  ReportLine,
  ResourcePlace,
  RunningCost,
} from '../../core/resource.js'
import type { Text } from '../../system/text.js'
import { type Aws, aws } from '../client/aws.js'
import { mayBeListedYet } from '../recently-created.js'
import { foundLate } from './found-late.js'

/**
 * All that there is to know of one type of resource. `I`: its intent, as rows keep it. `W`: what is wanted, so the intent and what only
 * making it needs. `L`: what is told of it by looking, for `matches` to judge.
 */
export interface Definition<I extends JsonObject, W extends I = I, L = null> {
  readonly type: string
  /** Rows of earlier versions, and of what was found by its tag, are read by it too: what those lack is optional. */
  readonly intent: v.GenericSchema<unknown, I>
  readonly undo: 'delete' | 'restore'
  /** What AWS bills while it is there, used or not. */
  readonly running: 'free' | ((intent: I, prices: PriceList) => RunningCost)
  /** Whether it lets everyone on the internet in; unless told, it does not. */
  opensToAll?(intent: I): boolean
  /** The id, where it is no new resource's but that of what is changed. */
  changes?(intent: I): string
  /** By its tag, the name that only this lab gives, or the row's id. `wanted`: null where nobody is about to make it. */
  find(look: Look<I> & { readonly wanted: W | null }): Promise<There<L>>
  /** Where the same can be there in another shape than is wanted now. Unless told, what is found is as it is wanted. */
  matches?(wanted: W, live: L, before: Before<I> | null): Match
  create(making: Making<W>): Promise<Creation>
  /** Waits until usable. */
  ready?(using: Using<W>): Promise<void>
  /** `late`: its service may list what it just made only some seconds later. Unless told, it is found as soon as it is made. */
  readonly listed?: 'late'
  /** What of a row's resource is to be undone, where that is not what `find` finds; null: it is. */
  remains?(look: Look<I> & { readonly row: Row }): Promise<There<L> | null>
  /** Undoes it and waits until it is gone. Not found is success. */
  remove(look: Look<I> & Removing & { readonly id: string }): Promise<Removal>
  describe(intent: I, id: string | null): Text
  /** All of that type that carry the lab's tag (null: any lab's). */
  tagged?(aws: Aws, labId: string | null, artifacts: Artifacts): Promise<readonly Listed<I>[]>
}

export interface Look<I> {
  readonly aws: Aws
  readonly artifacts: Artifacts
  readonly intent: I
  /** What the ledger knows of it. */
  readonly row: Row | null
}

export interface Making<W> extends Creating {
  readonly aws: Aws
  readonly wanted: W
}

export interface Using<W> {
  readonly aws: Aws
  readonly wanted: W
  readonly id: string
  readonly report: ReportLine
}

export type There<L = null> =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'ours' | 'foreign'
      readonly id: string
      readonly details: JsonObject
      readonly live: L
    }

/** What the ledger's row says. */
export interface Before<I> {
  readonly id: string | null
  readonly intent: I
}

/** `outdated`: the lab's own, to be made anew; `changed`: somebody else's change of it. */
export type Match = 'as-wanted' | 'outdated' | 'changed'

/** Found by its tag. */
export type Listed<I> = Pick<Tagged, 'id' | 'labId' | 'what'> & { readonly intent: I }

export const NONE = { kind: 'none' } as const

export const there = (
  kind: 'ours' | 'foreign',
  id: string,
): {
  readonly kind: 'ours' | 'foreign'
  readonly id: string
  readonly details: JsonObject
  readonly live: null
} => ({
  kind,
  id,
  details: {},
  live: null,
})

export function resource<I extends JsonObject, W extends I = I, L = null>(
  definition: Definition<I, W, L>,
): Creatable<I, W> {
  const { type, undo, intent: schema, running } = definition
  const intentIn = (row: Row): I => v.parse(schema, row.intent)
  const look = ({ access, artifacts, signal }: ResourcePlace, intent: I, row: Row | null) => ({
    aws: aws(access, signal),
    artifacts,
    intent,
    row,
  })
  return {
    type,
    undo,
    acceptsIntent: (intent) => v.is(schema, intent),
    running: (row, prices) => (running === 'free' ? null : running(intentIn(row), prices)),
    opensToAll: (row) => definition.opensToAll?.(intentIn(row)) ?? false,
    intentOf: (wanted) => v.parse(schema, wanted),
    intentIn,
    changes: (wanted) => definition.changes?.(wanted) ?? null,
    find: async (place, intent, row) =>
      asFound(await definition.find({ ...look(place, intent, row), wanted: null })),
    async findWanted(place, wanted, row) {
      const found = await definition.find({ ...look(place, wanted, row), wanted })
      if (found.kind === 'none' || definition.matches === undefined) return asFound(found)
      const before = row === null ? null : { id: row.id, intent: intentIn(row) }
      return judged(found, definition.matches(wanted, found.live, before))
    },
    create: (place, wanted, how) =>
      definition.create({ ...how, aws: aws(place.access, place.signal), wanted }),
    ready: async (place, wanted, id, report) =>
      definition.ready?.({ aws: aws(place.access, place.signal), wanted, id, report }),
    async findToUndo(place, row, report) {
      const at = { ...look(place, intentIn(row), row), row }
      const now = async () =>
        (await definition.remains?.(at)) ?? (await definition.find({ ...at, wanted: null }))
      const found = await now()
      const isDecided = found.kind !== 'none' || definition.listed !== 'late' || !mayBeListedYet(row)
      return asFound(isDecided ? found : await foundLate(now, place.signal, report))
    },
    remove: (place, row: KnownRow, how) =>
      definition.remove({ ...look(place, intentIn(row), row), ...how, id: row.id }),
    describe: (row) => definition.describe(intentIn(row), row.id),
    tagged: async (place, labId) => {
      const found = await definition.tagged?.(aws(place.access, place.signal), labId, place.artifacts)
      return (found ?? []).map((one) => ({ type, ...one }))
    },
  }
}

function asFound(found: There<unknown>): Found {
  if (found.kind === 'none') return found
  const { kind, id, details } = found
  return { kind, id, details }
}

function judged(found: Exclude<There<unknown>, { kind: 'none' }>, match: Match): Found {
  if (match === 'outdated') return NONE
  const { id, details } = found
  return { kind: match === 'changed' ? 'foreign' : 'ours', id, details }
}
