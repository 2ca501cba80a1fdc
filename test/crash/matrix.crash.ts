import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import type { Cell } from './harness/cell.js'
import { deathsOf } from './harness/deaths.js'
import { networkTroubleOf } from './harness/network-trouble.js'
import { recordedPlaces } from './harness/places.js'
import { tableOf } from './harness/table.js'

/** For finding out: a regular expression on the titles, `CRASH_ONLY='environment .* unsent' npm run test:crash matrix`. */
const only = new RegExp(process.env['CRASH_ONLY'] ?? '')

const places = await recordedPlaces(4)
const began = Date.now()
const matrices = [deathsOf(places.recording), networkTroubleOf(places.recording)]
/** In no order, so that a run that is cut short has tried something of everything. */
const cells = matrices
  .flat()
  .filter(({ title }) => only.test(title))
  .toSorted((one, other) => (digestOf(one.title) < digestOf(other.title) ? -1 : 1))
/** One of each row goes on to the lab's end. The others are as far as an undisturbed lab then, row for row of its state, and are reset. */
const toTheEnd = new Set(new Map(cells.map((cell) => [cell.row, cell])).values())
const outcomes = new Map<Cell, string>()

afterAll(async () => {
  for (const matrix of matrices) {
    const played = matrix.flatMap((cell) =>
      outcomes.has(cell) ? [[cell, outcomes.get(cell) ?? ''] as const] : [],
    )
    console.log(tableOf(new Map(played)))
  }
  const ended = [...outcomes.keys()].filter((cell) => toTheEnd.has(cell)).length
  console.log(
    `${outcomes.size} cells, ${ended} of them to the lab's end, in ${Math.round((Date.now() - began) / 1_000)} s`,
  )
  await places.remove()
})

test('undisturbed, a rehearsal touches nothing and a finished lab changes nothing', () => {
  expect(places.recording.complaints).toEqual([])
})

describe('a lab that dies, or whose network is in trouble, recovers with one of each, and leaves nothing after a reset', () => {
  test.concurrent.for(cells.map((cell) => [cell.title, cell] as const))('%s', async ([, cell]) => {
    const wrong = await places.at((place, recording) =>
      cell.play(place, recording, toTheEnd.has(cell) ? 'the end' : 'reset'),
    )
    outcomes.set(cell, wrong.length === 0 ? 'recovered' : 'failed')
    expect(wrong.join('\n')).toBe('')
  })
})

function digestOf(title: string): string {
  return createHash('sha256').update(title).digest('hex')
}
