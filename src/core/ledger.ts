import type { JsonObject } from './json.js'
import type { Text } from '../system/text.js'

/** What the lab can create. Each has one `ResourceKind` in `aws/` that knows how to find and remove it. */
export type ResourceType =
  | 'cloud9-environment'
  | 'ec2-instance'
  | 'security-group'
  | 'iam-instance-profile'
  | 'locust-service'
  | 'ingress-rule'
  | 'function-code'
  | 'function-version'
  | 'function-alias'
  | 'provisioned-concurrency'
  | 'api-integration'
  | 'api-deployment'
  | 'function-permission'
  | 'cloudformation-stack'

/** The `step` of the row that `lab app` keeps: beside the course, so that no reset of steps takes it along. */
export const APPLICATION = 'application'

/** One row: an intent written before the call, the outcome after it. The id exists only once there is one. */
export type Row = RowBase &
  (
    | { readonly status: 'creating'; readonly id: null }
    | { readonly status: 'created' | 'deleting' | 'gone'; readonly id: string }
    /** An intent that never became a resource. */
    | { readonly status: 'gone'; readonly id: null }
  )

/** A row whose resource is there, and so has an id. */
export type CreatedRow = Row & { readonly status: 'created' }

interface RowBase {
  /** Unique in the lab, such as `environment`: `[a-z0-9-]`. */
  readonly key: string
  readonly type: ResourceType
  readonly step: string
  /** false: it was there before and is somebody else's; never deleted. */
  readonly owned: boolean
  /** Stable client request token, `[a-z0-9-]{20,64}`; the same on every retry of this intent. */
  readonly token: string
  /** What was asked for, enough to find and to undo it. Never a secret. */
  readonly intent: JsonObject
  /** What the service answered that undoing needs. */
  readonly details: JsonObject
  /** ISO time. */
  readonly since: string
}

/** What looking found: `ours` carries this lab's tag or the deterministic name that only this lab gives. */
export type Found =
  | { readonly kind: 'ours' | 'foreign'; readonly id: string; readonly details: JsonObject }
  | { readonly kind: 'none' }

/** `{ 'serverless-load-lab': LAB_ID }`: goes into the creating call itself wherever the service takes tags. */
export type Tags = Readonly<Record<string, string>>
export const LAB_TAG = 'serverless-load-lab'

export interface Intent {
  readonly key: string
  readonly type: ResourceType
  readonly intent: JsonObject
  /**
   * The id, where it is no new resource's but that of what is changed: the function, the method. Anything that is found there is then
   * the lab's change or another one over it, also where it is not known whether the lab's was made.
   */
  readonly changes?: string
  find(): Promise<Found>
  create(how: { readonly token: string; readonly tags: Tags }): Promise<Creation>
  /** Waits until usable; called every time, also for what was adopted. */
  ready?(id: string): Promise<void>
}

export interface Creation {
  readonly id: string
  readonly details: JsonObject
  /** `false`: the service made nothing, because one like it was there before. */
  readonly owned?: false
}

/** The doors through which the cloud is changed; a reset undoes rows itself. */
export interface Ledger {
  /** Finds or creates exactly one; a crash anywhere in it converges when called again. */
  perform(intent: Intent): Promise<CreatedRow>
  /** Takes back what proved not to work, as a reset would; throws where there is no such row. */
  undo(key: string): Promise<Released>
  /** The row of that key, unless it is gone. */
  row(key: string): Row | null
  /** All that are not gone, oldest first. */
  rows(): readonly Row[]
}

/** How to find, remove and name one type of resource; `aws/` has one for each type. */
export interface ResourceKind {
  readonly type: ResourceType
  /** What `remove` does: the plan of a reset says it beforehand. */
  readonly undo: 'delete' | 'restore'
  find(row: Row): Promise<Found>
  /**
   * `restored` and `removed` undo and wait until it is gone; `kept` leaves it, with the reason (somebody else changed it). Not found is
   * success. The row has an id.
   */
  remove(row: Row, over: 'refuse' | 'force'): Promise<Removal>
  describe(row: Row): Text
}

export type Removal =
  | { readonly kind: 'removed' | 'restored' }
  | { readonly kind: 'kept'; readonly why: Text; readonly next: Text }

/** `absent`: it was gone already. `not-ours`: left alone. */
export type Released = Removal | { readonly kind: 'absent' | 'not-ours' }

/** Something that carries the lab's tag, found by searching rather than from the ledger. */
export interface Tagged {
  readonly type: ResourceType
  readonly id: string
  readonly labId: string
  /** As a row's: enough to undo it where no ledger lists it. */
  readonly intent: JsonObject
  readonly what: Text
}
