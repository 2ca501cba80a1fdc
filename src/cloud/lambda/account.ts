import type { Settings } from '../settings.js'

/** The account's Lambda limits at the lab's size. The workshop's account had its concurrency raised; see Service Quotas. */
export function accountLimits({ size }: Settings['scale']): AccountLimits {
  return {
    concurrency: Math.max(1, Math.round(3_000 / size)),
    minimumUnreserved: Math.max(1, Math.round(100 / size)),
  }
}

export interface AccountLimits {
  /** Concurrent executions of all functions. */
  readonly concurrency: number
  /** What reserved and provisioned concurrency must leave for the others. */
  readonly minimumUnreserved: number
}
