import type { Text } from '../../system/text.js'

/** What a client needs to talk to a running local cloud: written by it, owner only, to `cloud.json` in its folder. */
export interface CloudFacts {
  readonly schema: 1
  readonly pid: number
  /** Random for each start; the health answer repeats it, with a proof of the key: no recycled pid or port is taken for this cloud. */
  readonly nonce: string
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly region: string
  readonly account: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** With `{apiId}` and `{stage}`. */
  readonly invokeUrl: string
  readonly callerAddressUrl: string
  readonly scale: { readonly size: number; readonly time: number }
  readonly scalingModel: 'workshop-2021' | 'current'
  readonly delays: 'none' | 'aws-like'
  readonly cloud9: 'open' | 'closed'
  readonly database: 'mariadb' | 'mysql' | 'embedded'
  /** The executable that functions run with; null: told by no cloud of an earlier version. */
  readonly functionsPython: string | null
  readonly startedAt: string
}

export type CloudStatus =
  | { readonly kind: 'running'; readonly facts: CloudFacts }
  /** Its process lives, and does not answer. */
  | { readonly kind: 'silent'; readonly pid: number }
  /** `stopped`: was started before, and has no process that serves; `absent`: never started. */
  | { readonly kind: 'stopped' | 'absent' }

/** Why a cloud did not start; the lab turns it into its own error. */
export class CloudStartError extends Error {
  readonly code:
    | 'no-python'
    | 'python-too-old'
    | 'port-busy'
    | 'no-network'
    | 'world-damaged'
    | 'cloud-silent'
    | 'file-not-private'
    | 'not-started'
  readonly what: Text
  readonly why: Text | null
  readonly next: Text | null

  constructor(code: CloudStartError['code'], what: Text, why: Text | null, next: Text | null) {
    super(what.en)
    this.name = 'CloudStartError'
    this.code = code
    this.what = what
    this.why = why
    this.next = next
  }
}
