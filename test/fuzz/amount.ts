import { runSeed } from '../run/seed.js'

/** How much a run sends, and from which seed: `npm run test:fuzz` sets it, `npm test` takes a small sample. */
export const amount = {
  seed: runSeed(),
  requests: numberOr('LAB_FUZZ_REQUESTS', 1_500),
  files: numberOr('LAB_FUZZ_FILES', 300),
}

/** The time that a whole run may take, on a machine that does other things as well. */
export const LONGEST_MS = 45 * 60 * 1_000

function numberOr(name: string, fallback: number): number {
  const value = process.env[name]
  return value === undefined ? fallback : Number(value)
}
