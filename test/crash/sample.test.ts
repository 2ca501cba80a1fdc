import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cell, cellsOf, play, titleOf } from './harness/matrix.js'
import { newPlace, type Place, removePlace } from './harness/place.js'
import { type Recording, record } from './harness/recording.js'

/** The few cells that say most, of the first step; `npm run test:crash` plays them all, for all steps. */
const SAMPLE = [
  /^environment · cloud9 CreateEnvironmentEC2 #1 · unanswered · SIGKILL$/,
  /^environment · ssm SendCommand #\d+ · answered · exception$/,
]

let place: Place
let recording: Recording
beforeAll(async () => {
  place = await newPlace()
  recording = await record(place, 1)
})
afterAll(() => removePlace(place))

describe('a step that dies', () => {
  test('was made of calls and writes that the recording knows', () => {
    const titles = cellsOf(recording).map(titleOf)
    expect(recording.complaints).toEqual([])
    for (const wanted of SAMPLE) expect(titles.some((title) => wanted.test(title))).toBe(true)
    expect(titles).toContain('environment · write of the state #1 · after · SIGKILL')
  })

  test.for(SAMPLE)('recovers, with one of each, and leaves nothing after a reset: %s', async (wanted) => {
    const cell: Cell | undefined = cellsOf(recording).findLast((one) => wanted.test(titleOf(one)))
    if (cell === undefined) throw new Error('No such cell')
    expect((await play(place, recording, cell)).join('\n')).toBe('')
  })
})
