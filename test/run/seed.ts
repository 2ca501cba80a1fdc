import { type Random, randomFrom } from './random.js'

const VARIABLE = 'LAB_TEST_SEED'

/** Of all that is chosen by chance in this run. `global-setup.ts` chooses it where nobody has given one, and prints it. */
export function runSeed(): number {
  const seed = Number(process.env[VARIABLE])
  if (!Number.isInteger(seed)) throw new Error(`${VARIABLE} is not a whole number: ${process.env[VARIABLE]}`)
  return seed
}

/** Chance that the run's seed repeats. */
export const random = (): Random => randomFrom(runSeed())

export function chooseSeed(): void {
  process.env[VARIABLE] ??= String(Date.now() % 2 ** 31)
  console.log(`Seed: ${VARIABLE}=${runSeed()} repeats what is chosen by chance.`)
}
