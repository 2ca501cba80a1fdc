import { type Random, randomFrom } from '../../run/random.js'
import { printTally } from '../summary.js'

/** How reading one damaged file ended. */
export type Ending =
  | { readonly kind: 'refused' }
  /** Read, and nothing of it is lost. */
  | { readonly kind: 'read' }
  | { readonly kind: 'wrong'; readonly why: string }

export const REFUSED: Ending = { kind: 'refused' }
export const READ: Ending = { kind: 'read' }
export const wrong = (why: string): Ending => ({ kind: 'wrong', why })

/** Damages and reads that many files, each with a random of its own; answers how many were refused, and what was wrong. */
export async function tally(
  name: string,
  { seed, files }: { readonly seed: number; readonly files: number },
  one: (random: Random) => Promise<Ending>,
): Promise<{ readonly refused: number; readonly wrong: readonly string[] }> {
  const outcomes = new Map<string, number>()
  const faults: string[] = []
  const began = performance.now()
  for (let number = 1; number <= files; number += 1) {
    const ending = await one(randomFrom(seed + number * 104_729)).catch((thrown: unknown) =>
      wrong(String(thrown)),
    )
    outcomes.set(ending.kind, (outcomes.get(ending.kind) ?? 0) + 1)
    if (ending.kind === 'wrong') faults.push(`${name} ${number} of seed ${seed}: ${ending.why}`)
  }
  const seconds = (performance.now() - began) / 1_000
  printTally(`seed ${seed}: ${files} damaged files (${name})`, seconds, files, outcomes)
  return { refused: outcomes.get('refused') ?? 0, wrong: faults.slice(0, 20) }
}
