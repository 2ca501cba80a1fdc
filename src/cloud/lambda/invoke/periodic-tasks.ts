import type { Settings } from '../../settings.js'
import type { Concurrency } from './concurrency.js'
import type { ServedFunctions } from './served-functions.js'

/**
 * What happens with time alone: every second, what is in use is sampled (an invoke can last for minutes, and a second in
 * which nothing starts has a concurrency too), and environments that nobody has used for long end.
 */
export function startPeriodicTasks(
  served: ServedFunctions,
  concurrency: Concurrency,
  { time }: Settings['scale'],
) {
  const timer = setInterval(() => {
    const expired = performance.now() - idleLifeMs / time
    for (const { versions, targets } of served.all) {
      for (const { fleet } of versions.values()) fleet.expire(expired)
      for (const target of targets.values()) if (target.inUse > 0) concurrency.sample(target)
    }
  }, 1_000)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Lambda doesn't say how long it keeps an idle environment; some five minutes and more were observed by many. */
const idleLifeMs = 5 * 60_000
