import type { Settings } from '../../settings.js'
import type { Functions } from '../functions/functions.js'
import type { AsyncInvokes } from '../invoke/async-invokes.js'
import type { Concurrency } from '../invoke/concurrency.js'
import type { Invoker } from '../invoker.js'
import type { CodeLocation } from './code-download.js'

/** What the operations of Lambda's API work on. */
export interface ApiContext {
  readonly settings: Settings
  readonly functions: Functions
  readonly concurrency: Concurrency
  readonly invoker: Invoker
  readonly asyncInvokes: AsyncInvokes
  readonly codeLocation: CodeLocation
  /** The VPC of a subnet, where it is known. */
  readonly vpcOf: (subnetId: string) => string | null
}
