import { exponential } from '../../../src/scaling/simulator/random.js'
import type { Sampler } from '../../../src/scaling/simulator/sampler.js'

/** As the closed forms of queueing theory have it. */
export const exponentially =
  (meanMs: number): Sampler =>
  (random) =>
    exponential(random, meanMs)

/** Something that all calls share, a database or a proxy, stands still at times. */
interface Stalls {
  readonly firstAtMs: number
  readonly everyMs: number
  readonly lengthMs: number
}

/** What begins during a stall waits for its end first. */
export function stalling(sampler: Sampler, { firstAtMs, everyMs, lengthMs }: Stalls): Sampler {
  return (random, now) => {
    const sinceLast = now < firstAtMs ? Infinity : (now - firstAtMs) % everyMs
    return sampler(random, now) + Math.max(0, lengthMs - sinceLast)
  }
}
