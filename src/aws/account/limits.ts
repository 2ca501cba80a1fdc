import type { Aws } from '../client/aws.js'
import { findFunction } from '../functions/function.js'

/** Lambda concurrency quota: `Concurrent executions`. */
export const CONCURRENT_EXECUTIONS = 'L-B99A9384'
/** API Gateway's: `Throttle rate`. */
export const THROTTLE_RATE = 'L-8A5B8E43'

export interface Concurrency {
  readonly account: number
  /** Not reserved by any function. */
  readonly unreserved: number
  /** Of the application's function; null: none, or there is no such function. */
  readonly reserved: number | null
}

export async function concurrency(aws: Aws): Promise<Concurrency> {
  const lambda = await aws.lambda()
  const [{ AccountLimit }, found] = await Promise.all([
    lambda.getAccountSettings({}),
    findFunction(aws, aws.access.names.function),
  ])
  return {
    account: AccountLimit?.ConcurrentExecutions ?? 0,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
    reserved: found?.reservedConcurrency ?? null,
  }
}

export interface Throttle {
  /** Requests per second, of all APIs of the account in the Region. */
  readonly rate: number
  readonly burst: number
}

export async function gatewayThrottle(aws: Aws): Promise<Throttle> {
  const gateway = await aws.apiGateway()
  const { throttleSettings } = await gateway.getAccount({})
  return { rate: throttleSettings?.rateLimit ?? 0, burst: throttleSettings?.burstLimit ?? 0 }
}
