import { randomFrom } from '../../run/random.js'

/** What a lab is made of, each a process or several. */
export const PARTS = ['command', 'cloud', 'database', 'python', 'environment', 'locust'] as const
export type Part = (typeof PARTS)[number]

/** What somebody types in a lab that goes step by step; in each of them one part is killed. */
export const COMMANDS = [
  'environment',
  'security-group',
  'load-test-1',
  'code-optimization',
  'load-test-2',
  'results',
  'reset',
] as const
export type Command = (typeof COMMANDS)[number]

export interface Kill {
  /** From 0. */
  readonly number: number
  readonly during: Command
  /** When, as a share of what the command takes undisturbed: where it has ended by then, a part of an idle lab dies. */
  readonly moment: number
  /** Milliseconds after the command began; null: by `moment`. */
  readonly at: number | null
  /** The first of these that runs at that moment is killed. */
  readonly wanted: readonly Part[]
  /** Which of that part's processes, as a share of their number. */
  readonly which: number
}

/** The labs of a run, each with the kills that it goes through. Kill K is in lab K / 7, whatever the number of kills. */
export function labsOf(seed: number, count: number): readonly (readonly Kill[])[] {
  const labs = Array.from({ length: Math.ceil(count / COMMANDS.length) }, (_, lab) => killsOf(seed, lab))
  return labs.map((kills) => kills.filter(({ number }) => number < count))
}

/** One kill as a run told it: which part died, and when. A machine that is faster or slower than it was then would kill another. */
export interface Told {
  readonly number: number
  readonly part: Part | null
  readonly at: number | null
}

/** The lab of that kill, in which it happens as it was told. */
export function labOf(labs: readonly (readonly Kill[])[], { number, part, at }: Told): readonly Kill[] {
  const kills = labs.find((some) => some.some((kill) => kill.number === number)) ?? []
  return kills.map((kill) =>
    kill.number === number ? { ...kill, at, wanted: part === null ? kill.wanted : [part] } : kill,
  )
}

export function partNamed(name: string | undefined): Part | null {
  if (name === undefined) return null
  const part = PARTS.find((one) => one === name)
  if (part === undefined) throw new Error(`--part is one of ${PARTS.join(', ')}, not ${name}`)
  return part
}

function killsOf(seed: number, lab: number): readonly Kill[] {
  const random = randomFrom(seed + lab * 7_919)
  return COMMANDS.map((during, index) => ({
    number: lab * COMMANDS.length + index,
    during,
    moment: random.int(1_100) / 1_000,
    at: null,
    wanted: shuffled(PARTS, (below) => random.int(below)),
    which: random.int(1_000) / 1_000,
  }))
}

function shuffled<T>(all: readonly T[], int: (below: number) => number): readonly T[] {
  const left = [...all]
  return all.flatMap(() => left.splice(int(left.length), 1))
}
