import { normal, type Random } from './random.js'

/** Draws one time in milliseconds, for something that begins at `now`. */
export type Sampler = (random: Random, now: number) => number

export const constant =
  (ms: number): Sampler =>
  () =>
    ms

/** Log-normal of that median and of that standard deviation of the logarithm: how durations of real functions look. */
export const lognormally =
  (medianMs: number, sigma: number): Sampler =>
  (random) =>
    medianMs * Math.exp(sigma * normal(random))

/** Draws from measured times, straight between neighbors so that a few measurements do not make a few spikes. */
export function measured(timesMs: readonly number[]): Sampler {
  const sorted = Float64Array.from(timesMs).sort()
  const last = sorted.length - 1
  return (random) => {
    const place = random() * last
    const index = Math.floor(place)
    const low = sorted[index] ?? 0
    return low + ((sorted[index + 1] ?? low) - low) * (place - index)
  }
}
