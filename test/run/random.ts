/** Random choices that a seed repeats. */
export interface Random {
  /** 0 ≤ n < `below`. */
  int(below: number): number
  chance(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  bytes(length: number): Buffer
}

/** Mulberry32: 32 bits of state, good enough to choose by. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (choices) => {
      const chosen = choices[int(choices.length)]
      if (chosen === undefined) throw new Error('Nothing to choose from')
      return chosen
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => int(256))),
  }
}
