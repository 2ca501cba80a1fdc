import { afterAll, describe, expect, test } from 'vitest'
import { cellsOf, play, titleOf } from './harness/matrix.js'
import { newPlace, removePlace } from './harness/place.js'
import { record } from './harness/recording.js'
import { tableOf } from './harness/table.js'

const place = await newPlace()
const recording = await record(place, Number(process.env['CRASH_STEPS'] ?? Infinity))
/** Parts, for finding out: the first CRASH_STEPS steps, and a regular expression on the titles, `CRASH_ONLY='environment .* unsent' npm run test:crash`. */
const only = new RegExp(process.env['CRASH_ONLY'] ?? '')
/** `1/3`: every third, so that three can share the work. */
const [shard = 1, shards = 1] = (process.env['CRASH_SHARD'] ?? '1/1').split('/').map(Number)
const cells = cellsOf(recording)
  .filter((cell) => only.test(titleOf(cell)))
  .filter((_, index) => index % shards === shard - 1)
const outcomes = new Map(cells.map((cell) => [cell, 'not played']))

afterAll(async () => {
  console.log(tableOf(outcomes))
  await removePlace(place)
})

test('undisturbed, a rehearsal touches nothing and a finished lab changes nothing', () => {
  expect(recording.complaints).toEqual([])
})

describe('a lab that dies recovers, with one of each, and leaves nothing after a reset', () => {
  test.for(cells.map((cell) => [titleOf(cell), cell] as const))('%s', async ([, cell]) => {
    const wrong = await play(place, recording, cell)
    outcomes.set(cell, wrong.length === 0 ? 'recovered' : 'failed')
    expect(wrong.join('\n')).toBe('')
  })
})
