import { type Arbitrary, array, asyncProperty, check, defaultReportMessage } from '../run/property.js'
import { afterAll, describe, expect, test } from 'vitest'
import { lifeAfter } from './harness/judge.js'
import { anyMove, make, type Move, ownMove } from './harness/moves.js'
import { type Place, restore, runLab } from './harness/place.js'
import { recordedPlaces } from './harness/places.js'
import type { Recording } from './harness/recording.js'

const places = await recordedPlaces(2)
afterAll(() => places.remove())

describe.concurrent('a lab that goes any way, command by command', { timeout: 3_600_000 }, () => {
  test('comes to its end with one of each after any walk of commands and deaths, and then leaves nothing', async () => {
    expect(await wrongWalk(ownMove, [])).toBeUndefined()
  })

  test('leaves nothing after any walk in which somebody else took things away as well, and can begin again', async () => {
    expect(await wrongWalk(anyMove, ['reset', 'environment', '--yes', '--force'])).toBeUndefined()
  })
})

/** The shortest walk that goes wrong, and what is wrong with it; `first` is run after a walk. */
async function wrongWalk(move: Arbitrary<Move>, first: readonly string[]): Promise<string | undefined> {
  const walks = asyncProperty(array(move, { minLength: 2, maxLength: 7 }), async (moves) => {
    const wrong = await places.at((place, recording) => walked(place, recording, moves, first))
    if (wrong.length > 0) throw new Error(wrong.join('\n\n'))
  })
  return defaultReportMessage(await check(walks, { numRuns: 5, includeErrorInReport: true }))
}

async function walked(
  place: Place,
  recording: Recording,
  moves: readonly Move[],
  first: readonly string[],
): Promise<readonly string[]> {
  await restore(place, recording.commands[0]?.before ?? '')
  const said: string[] = []
  for (const move of moves) said.push(await make(move, place, recording))
  if (first.length > 0) {
    const { code, output } = await runLab(place, first)
    if (code !== 0) return [`lab ${first.join(' ')} ended with ${code}:\n${output}`, ...said]
  }
  const wrong = await lifeAfter(place, recording)
  return wrong.length === 0 ? [] : [...wrong, ...said]
}
