import type { RestAnswer } from '../../service.js'
import { mostZipped } from '../functions/code-store.js'
import { MOST_UNPACKED_BYTES } from '../../../deployment-package/read-package.js'
import type { FunctionState } from '../functions/function-state.js'
import type { ApiContext } from './context.js'

export async function getAccountSettings({ functions, concurrency }: ApiContext): Promise<RestAnswer> {
  const all = functions.all
  const sizes = all.flatMap(({ latest, versions }) =>
    [latest, ...Object.values(versions)].map(({ code }) => code.size),
  )
  return {
    status: 200,
    body: {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: MOST_UNPACKED_BYTES,
        CodeSizeZipped: mostZipped,
        ConcurrentExecutions: concurrency.limits.concurrency,
        UnreservedConcurrentExecutions: concurrency.limits.concurrency - claimedConcurrency(all),
      },
      AccountUsage: { TotalCodeSize: sizes.reduce((sum, size) => sum + size, 0), FunctionCount: all.length },
    },
  }
}

/** What these functions take from the account whether they use it or not: reserved, or else provisioned concurrency. */
export function claimedConcurrency(functions: readonly FunctionState[]): number {
  return functions.reduce((sum, state) => sum + (state.reserved ?? provisionedSum(state)), 0)
}

export function provisionedSum({ provisioned }: FunctionState): number {
  return Object.values(provisioned).reduce((sum, { requested }) => sum + requested, 0)
}
