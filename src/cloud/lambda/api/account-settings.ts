import type { RestAnswer } from '../../service.js'
import { mostZipped } from '../functions/code-store.js'
import { mostUnzipped } from '../functions/unpack.js'
import { claimedConcurrency } from './claimed-concurrency.js'
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
        CodeSizeUnzipped: mostUnzipped,
        CodeSizeZipped: mostZipped,
        ConcurrentExecutions: concurrency.limits.concurrency,
        UnreservedConcurrentExecutions: concurrency.limits.concurrency - claimedConcurrency(all),
      },
      AccountUsage: { TotalCodeSize: sizes.reduce((sum, size) => sum + size, 0), FunctionCount: all.length },
    },
  }
}
