import type { Settings } from '../../settings.js'
import type { Functions } from '../functions/functions.js'
import type { AsyncInvokes } from '../invoke/async-invokes.js'
import type { Concurrency } from '../invoke/concurrency.js'
import type { Invoker } from '../invoker.js'
import type { CodeLocation } from './code-download.js'

/** EC2, as far as Lambda asks it. */
export interface FunctionNetwork {
  /** Null of a subnet that does not exist. */
  vpcOf(subnetId: string): string | null
  hasGroup(groupId: string): boolean
}

/** What the operations of Lambda's API work on. */
export interface ApiContext {
  readonly settings: Settings
  readonly functions: Functions
  readonly concurrency: Concurrency
  readonly invoker: Invoker
  readonly asyncInvokes: AsyncInvokes
  readonly codeLocation: CodeLocation
  /** Where functions have their interfaces; null: nothing is known of it. */
  readonly network: FunctionNetwork | null
}
