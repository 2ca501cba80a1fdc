import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  oneof,
  record,
} from '../../run/property.js'
import { describe, expect, test } from 'vitest'
import type { Lab } from '../../../src/core/engine/lab.js'
import { reset } from '../../../src/core/engine/reset.js'
import { runAll, runNext } from '../../../src/core/engine/run.js'
import { type Place, command, newDisk } from '../command.js'
import { World } from '../world.js'

const NAMES = ['locust', 'page', 'shell']
const STEPS = ['environment', 'security-group', 'code-optimization']
/** More points than any one command has. */
const FAR = 70

describe('a lab whose commands die anywhere', () => {
  test('has exactly one of each after the next run, and none after the next reset, for every point of a run', async () => {
    const outcomes = await atEveryPoint(newPlace, runAll)
    expect(outcomes.length).toBeGreaterThan(30)
    expect(outcomes.filter((outcome) => outcome !== 'converged')).toEqual([])
  })

  test('has exactly one of each after the next run, and none after the next reset, for every point of a reset', async () => {
    const outcomes = await atEveryPoint(finishedPlace, (lab) => reset(lab, null))
    expect(outcomes.length).toBeGreaterThan(20)
    expect(outcomes.filter((outcome) => outcome !== 'converged')).toEqual([])
  })

  test('converges from any walk of runs, resets and deaths, and leaves what is not its own', async () => {
    await assert(
      asyncProperty(array(move, { maxLength: 12 }), async (moves) => {
        const place = await newPlace()
        for (const one of moves) await make(one, place)
        expect(await convergesFrom(place)).toBe('converged')
      }),
      { numRuns: 300 },
    )
  })

  test('leaves nothing after a reset from any walk in which things were deleted by hand as well', async () => {
    await assert(
      asyncProperty(array(oneof(move, deletion), { maxLength: 12 }), async (moves) => {
        const place = await newPlace()
        for (const one of moves) await make(one, place)
        await reset(command(place).lab, null)
        expect(oursOf(place)).toEqual([])
        expect(await convergesFrom(place)).toBe('converged')
      }),
      { numRuns: 200 },
    )
  })
})

type Move =
  | { readonly kind: 'next' | 'run'; readonly diesAt: number }
  | { readonly kind: 'reset'; readonly step: string | null; readonly diesAt: number }
  | { readonly kind: 'plant' | 'delete'; readonly name: string }

const diesAt = integer({ min: 1, max: FAR })
const name = constantFrom(...NAMES)
const deletion: Arbitrary<Move> = record({ kind: constant('delete'), name })
const move: Arbitrary<Move> = oneof(
  record({ kind: constantFrom('next' as const, 'run' as const), diesAt }),
  record({ kind: constant('reset'), step: constantFrom(null, ...STEPS), diesAt }),
  record({ kind: constant('plant'), name }),
)

async function make(one: Move, place: Place): Promise<void> {
  switch (one.kind) {
    case 'next':
      return await survive(runNext, place, one.diesAt)
    case 'run':
      return await survive(runAll, place, one.diesAt)
    case 'reset':
      return await survive((lab) => reset(lab, one.step), place, one.diesAt)
    case 'plant':
      if (!place.world.things.some((thing) => thing.name === one.name))
        place.world.plant(typeOf(one.name), one.name)
      return
    case 'delete':
      place.world.things = place.world.things.filter(
        (thing) => thing.name !== one.name || thing.labId === null,
      )
  }
}

async function survive(act: (lab: Lab) => Promise<unknown>, place: Place, diesAt: number): Promise<void> {
  await act(command(place, diesAt).lab).catch(() => undefined)
}

/** The outcome for each point at which the command died, until it lives to its end. */
async function atEveryPoint(
  begin: () => Promise<Place>,
  act: (lab: Lab) => Promise<unknown>,
): Promise<readonly string[]> {
  const outcomes: string[] = []
  for (let diesAt = 1; ; diesAt += 1) {
    const place = await begin()
    const { lab, died } = command(place, diesAt)
    await act(lab).catch(() => undefined)
    if (!died()) return outcomes
    outcomes.push(await convergesFrom(place))
  }
}

/** Runs to the end, and resets: what a person would do after any trouble. */
async function convergesFrom(place: Place): Promise<string> {
  const { world } = place
  const foreign = world.things.filter(({ labId }) => labId === null)
  await runAll(command(place).lab)
  const names = world.things.map((thing) => thing.name).sort()
  if (JSON.stringify(names) !== JSON.stringify(NAMES) || world.code !== 'optimized')
    return `ran to ${names.join()}`

  const changes = world.changes.length
  await runNext(command(place).lab)
  if (world.changes.length !== changes) return `a finished lab made ${world.changes.at(-1)}`

  await reset(command(place).lab, null)
  if (oursOf(place).length > 0) return `reset left ${oursOf(place).join()}`
  if (!summaryOf(place).endsWith('code original')) return 'reset did not restore the code'
  if (JSON.stringify(world.things) !== JSON.stringify(foreign)) return 'reset touched what is not ours'
  return 'converged'
}

const newPlace = async (): Promise<Place> => ({ world: new World(), disk: newDisk() })

async function finishedPlace(): Promise<Place> {
  const place = await newPlace()
  await runAll(command(place).lab)
  return place
}

const oursOf = ({ world }: Place): readonly string[] => world.ours().map((thing) => thing.name)

const summaryOf = ({ world }: Place): string =>
  `${world.things
    .map((thing) => thing.name)
    .sort()
    .join(' ')}, code ${world.code}`

const typeOf = (name: string) => (name === 'locust' ? 'cloud9-environment' : 'ingress-rule')
