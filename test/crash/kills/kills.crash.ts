import { afterAll, describe, expect, test } from 'vitest'
import { runSeed } from '../../run/seed.js'
import { needs } from '../../run/needs.js'
import { newPlace, type Place, removePlace } from '../harness/place.js'
import { lived, type Outcome } from './life.js'
import { COMMANDS, type Kill, labOf, labsOf, partNamed } from './plan.js'

/** `npm run test:kills` sets them; `npm run test:crash` takes a lab with each database. */
const { LAB_KILLS, LAB_KILLS_ONLY, LAB_KILLS_PART, LAB_KILLS_AT, LAB_KILLS_DATABASE } = process.env
const COUNT = Number(LAB_KILLS ?? COMMANDS.length)
const SIDE_BY_SIDE = 4

describe.each(['embedded', 'mariadb'] as const)('a lab with the %s database', needs('linux'), (database) => {
  const isWanted = LAB_KILLS_DATABASE === undefined || LAB_KILLS_DATABASE === database
  const places: Place[] = []
  afterAll(async () => void (await Promise.all(places.map(removePlace))))

  test.runIf(isWanted)(
    'goes on after each kill of a part of it at a random moment, and leaves nothing after its reset',
    { timeout: 3_600_000, ...(database === 'mariadb' ? needs('mariadb') : {}) },
    async () => {
      const labs = chosen(labsOf(runSeed(), COUNT))
      for (const _ of labs.slice(0, SIDE_BY_SIDE)) places.push(await placeWith(database))
      const outcomes = await livedAll(places, labs)
      const wrong = outcomes.filter((one) => one.wrong.length > 0)
      const recovered = outcomes.length - wrong.length
      console.log(`${database}: ${recovered} of ${outcomes.length} kills recovered from`)
      expect(wrong.map(({ said, wrong: what }) => [said, ...what].join('\n'))).toEqual([])
      expect(outcomes).toHaveLength(labs.flat().length)
    },
  )

  async function placeWith(kind: string): Promise<Place> {
    const place = await newPlace()
    place.env['LAB_DATABASE'] = kind
    return place
  }
})

const chosen = (labs: ReturnType<typeof labsOf>): ReturnType<typeof labsOf> =>
  LAB_KILLS_ONLY === undefined
    ? labs
    : [
        labOf(labs, {
          number: Number(LAB_KILLS_ONLY),
          part: partNamed(LAB_KILLS_PART),
          at: LAB_KILLS_AT === undefined ? null : Number(LAB_KILLS_AT),
        }),
      ]

async function livedAll(
  workers: readonly Place[],
  labs: readonly (readonly Kill[])[],
): Promise<readonly Outcome[]> {
  const waiting = [...labs]
  const done = workers.map(async (place) => {
    const outcomes: Outcome[] = []
    for (let kills = waiting.shift(); kills !== undefined; kills = waiting.shift())
      outcomes.push(...(await lived(place, kills)))
    return outcomes
  })
  return (await Promise.all(done)).flat()
}
