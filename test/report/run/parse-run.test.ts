import * as fc from '../../run/property.js'
import { expect, test } from 'vitest'
import { LabError } from '../../../src/core/errors.js'
import { parseRun } from '../../../src/report/run/parse-run.js'
import { sampleRuns } from '../sample-runs.js'

const [run] = sampleRuns()
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

test('a run that was written is read back the same', () => {
  expect(parseRun(bytesOf(run))).toEqual(run)
})

test.for<readonly [string, Uint8Array]>([
  ['no JSON', new TextEncoder().encode('{"schema":1')],
  ['no UTF-8', new Uint8Array([0xff, 0xfe])],
  ['another schema', bytesOf({ ...run, schema: 2 })],
  ['a negative count', bytesOf({ ...run, client: { ...run.client, requests: -1 } })],
  ['a missing part', bytesOf({ ...run, lambda: undefined })],
])('%s is refused as a damaged run, with what to type next', ([, bytes]) => {
  const refused = refusalOf(bytes)
  expect(refused.code).toBe('damaged-run')
  expect(refused.next?.en).toContain('lab reset')
})

test('a damaged run names the place of the damage', () => {
  const refused = refusalOf(bytesOf({ ...run, invoke: { ...run.invoke, durationMs: 'fast' } }))
  expect(refused.why?.en).toContain('invoke.durationMs')
})

test('whatever is in the file, it is a run or it is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(refusalOf(new TextEncoder().encode(text)).code).toBe('damaged-run')
    }),
    { numRuns: 200 },
  )
})

function refusalOf(bytes: Uint8Array): LabError {
  try {
    parseRun(bytes)
  } catch (error) {
    if (error instanceof LabError) return error
    throw error
  }
  throw new Error('It was read.')
}
