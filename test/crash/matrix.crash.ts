import { afterAll, describe, expect, test } from 'vitest'
import type { Cell } from './harness/cell.js'
import { deathsOf } from './harness/deaths.js'
import { networkTroubleOf } from './harness/network-trouble.js'
import { recordedPlaces } from './harness/places.js'
import { tableOf } from './harness/table.js'

/**
 * For finding out: the first CRASH_STEPS steps, and a regular expression on the titles,
 * `CRASH_STEPS=1 CRASH_ONLY='environment .* unsent' npm run test:crash matrix`.
 */
const only = new RegExp(process.env['CRASH_ONLY'] ?? '')
const steps = Number(process.env['CRASH_STEPS'] ?? Infinity)

const places = await recordedPlaces(4, steps)
const began = Date.now()
const matrices = {
  'a lab that dies recovers, with one of each, and leaves nothing after a reset': deathsOf(places.recording),
  'a network in trouble makes no second resource, and no error that does not say what to do':
    networkTroubleOf(places.recording),
}
const outcomes = new Map<Cell, string>()

afterAll(async () => {
  for (const cells of Object.values(matrices)) {
    const played = new Map(
      cells.flatMap((cell) => (outcomes.has(cell) ? [[cell, outcomes.get(cell) ?? '']] : [])),
    )
    console.log(tableOf(played))
  }
  console.log(`${outcomes.size} cells in ${Math.round((Date.now() - began) / 1_000)} s`)
  await places.remove()
})

test('undisturbed, a rehearsal touches nothing and a finished lab changes nothing', () => {
  expect(places.recording.complaints).toEqual([])
})

const chosen = Object.entries(matrices)
  .map(([what, cells]) => [what, cells.filter(({ title }) => only.test(title))] as const)
  .filter(([, cells]) => cells.length > 0)

describe.each(chosen)('%s', (_what, cells) => {
  test.concurrent.for(cells.map((cell) => [cell.title, cell] as const))('%s', async ([, cell]) => {
    const wrong = await places.at((place, recording) => cell.play(place, recording))
    outcomes.set(cell, wrong.length === 0 ? 'recovered' : 'failed')
    expect(wrong.join('\n')).toBe('')
  })
})
