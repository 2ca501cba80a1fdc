/** A reproducible stream of numbers in [0, 1): the same seed, the same stream. xoshiro128**, by Blackman and Vigna. */
export type Random = () => number

export function seeded(seed: number): Random {
  let [a, b, c, d] = [scrambled(seed), scrambled(seed + 1), scrambled(seed + 2), scrambled(seed + 3)]
  return () => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result / 4294967296
  }
}

/** murmur3's finalizer: neighboring seeds give unrelated states. */
function scrambled(value: number): number {
  let hash = (value * 0x9e3779b9) | 0 || 1
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Exponential of that mean: the time to the next event of a Poisson process. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean
}

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Gamma of that shape (at least 1) and scale 1, by Marsaglia and Tsang. */
export function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
