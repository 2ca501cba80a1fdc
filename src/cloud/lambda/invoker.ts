import type { Source } from './functions/policy.js'

/** Invokes functions, as API Gateway and the Lambda API call it. */
export interface Invoker {
  invoke(request: InvokeRequest): Promise<InvokeOutcome>
}

/** In bytes: the largest event of an invoke whose answer is waited for. */
export const LARGEST_EVENT = 6_291_456

export interface InvokeRequest {
  readonly functionName: string
  /** A version, an alias or `$LATEST`. */
  readonly qualifier: string
  /** Whether the caller named `$LATEST`, which the context's ARN then repeats. */
  readonly namesLatest?: boolean
  readonly payload: Uint8Array
  readonly requestId: string
  readonly logs: 'tail' | 'none'
  readonly clientContext?: string
  /** Who invokes, where the function's policy has to allow it; absent for the account's own callers. */
  readonly source?: Source
}

export type InvokeOutcome =
  | {
      readonly kind: 'answered'
      readonly payload: Uint8Array
      readonly executedVersion: string
      readonly logTail: Uint8Array | null
    }
  /** The handler raised, or the environment died, timed out or ran out of memory; the payload says which. */
  | {
      readonly kind: 'function-error'
      readonly payload: Uint8Array
      readonly executedVersion: string
      readonly logTail: Uint8Array | null
    }
  | { readonly kind: 'throttled'; readonly reason: ThrottleReason; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'refused'; readonly code: string; readonly status: number; readonly message: string }

/** The complete enumeration in Lambda's model. */
export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded'
  | 'CallerRateLimitExceeded'
  | 'ConcurrentSnapshotCreateLimitExceeded'
