import type { Artifacts } from './artifacts.js'
import type { JsonObject } from './json.js'
import type { Creation, Found, KnownRow, Removal, ResourceType, Row, Tagged, Tags } from './ledger.js'
import type { PriceList } from './prices/price-list.js'
import type { Access } from './target.js'
import type { Text } from '../system/text.js'

/** What saved rows are read and priced by: nothing of it reaches a cloud. */
export interface ResourceFacts {
  readonly type: ResourceType
  /** Whether this is an intent of that type, as any version of the lab wrote it. */
  acceptsIntent(intent: JsonObject): boolean
  /** What AWS bills while it is there, used or not; null: nothing. */
  running(row: Row, prices: PriceList): RunningCost | null
  /** Whether it lets everyone on the internet in. */
  opensToAll(row: Row): boolean
}

export interface RunningCost {
  /** `c5.xlarge`, or the type itself. */
  readonly what: string
  /** null: its price is not known in that Region. */
  readonly hourlyUsd: number | null
}

/** One type of resource, as far as undoing it goes. */
export interface Resource extends ResourceFacts {
  /** What `remove` does: the plan of a reset says it beforehand. */
  readonly undo: 'delete' | 'restore'
  /** What of the row's resource is there to be undone. Waits, and says so, where what was being created may be listed yet. */
  findToUndo(place: ResourcePlace, row: Row, report: ReportLine): Promise<Found>
  /** Undoes it and waits until it is gone. Not found is success. */
  remove(place: ResourcePlace, row: KnownRow, how: Removing): Promise<Removal>
  describe(row: Row): Text
  /** All of that type that carry the lab's tag (null: any lab's), in whatever state but gone. */
  tagged(place: ResourcePlace, labId: string | null): Promise<readonly Tagged[]>
}

/**
 * The same, as far as making it goes. `Intent` is what its row keeps: enough to find and to undo it, and never a secret. `Wanted` is that
 * and what only making it needs.
 */
export interface Creatable<Intent, Wanted extends Intent = Intent> extends Resource {
  /** What a row of it keeps of what is wanted. */
  intentOf(wanted: Wanted): JsonObject
  intentIn(row: Row): Intent
  /**
   * The id, where it is no new resource's but that of what is changed: the function, the method. Anything that is found there is then
   * the lab's change or another one over it, also where it is not known whether the lab's was made. null: a new resource.
   */
  changes(wanted: Wanted): string | null
  /** What is there of it now. `row`: what the ledger knows of it. */
  find(place: ResourcePlace, intent: Intent, row: Row | null): Promise<Found>
  /** The same for who is about to make it: `none` also where what is there is to be made anew, `foreign` where others changed it. */
  findWanted(place: ResourcePlace, wanted: Wanted, row: Row | null): Promise<Found>
  create(place: ResourcePlace, wanted: Wanted, how: Creating): Promise<Creation>
  /** Waits until usable. */
  ready(place: ResourcePlace, wanted: Wanted, id: string, report: ReportLine): Promise<void>
}

/** Where resources are, and what the lab kept of them. */
export interface ResourcePlace {
  readonly access: Access
  readonly artifacts: Artifacts
  /** Ends waiting. */
  readonly signal: AbortSignal
}

export interface Creating {
  /** The same for as long as it is not known what became of the call. */
  readonly token: string
  readonly tags: Tags
}

export interface Removing {
  readonly over: 'refuse' | 'force'
  readonly report: ReportLine
}

/** How it comes along, a line at a time. */
export type ReportLine = (line: Text) => void
