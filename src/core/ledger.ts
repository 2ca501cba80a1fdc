import type { JsonObject } from './json.js'
import type { Text } from '../system/text.js'

/** The name of a type of resource, such as `ingress-rule`. Which there are is `aws/resources/`' to know, not the core's. */
export type ResourceType = string

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

/** A row whose resource is known by its id. */
export type KnownRow = Row & { readonly id: string }

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

export interface Creation {
  readonly id: string
  readonly details: JsonObject
  /** `false`: the service made nothing, because one like it was there before. */
  readonly owned?: false
}

/** `restored` and `removed`: undone, and gone by now; `kept`: left as it is, with the reason (somebody else changed it). */
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
