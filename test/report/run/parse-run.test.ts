import * as fc from '../../run/property.js'
import { expect, test } from 'vitest'
import { LabError } from '../../../src/core/errors.js'
import { parseRun } from '../../../src/report/run/parse-run.js'
import { serializeRun } from '../../../src/report/run/serialize-run.js'
import { storedLoad } from '../../../src/report/run/stored-load.js'
import { reportJson } from '../../../src/report/report-json.js'
import { sampleRuns } from '../sample-runs.js'

const [run] = sampleRuns()
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const stored: unknown = JSON.parse(serializeRun(run))

test('a run that was written is read back the same', () => {
  expect(parseRun(bytesOf(stored))).toEqual(run)
})

test('a run is read back with what was guessed and logged before it', () => {
  const guess = { concurrency: 12, throttles: null }
  const whole = { ...run, guess, testInvocations: ['REPORT Duration: 701.73 ms'] }
  expect(parseRun(bytesOf(JSON.parse(serializeRun(whole))))).toEqual(whole)
})

test('a run is stored, and shown as JSON, with the names of schema 1 for its target and its rate', () => {
  const { users, spawnRate, durationSeconds, requestsPerSecond, url } = run.load
  const load = { engine: 'locust', users, spawnRate, durationSeconds }
  const named = { ...load, requestsPerSecondWanted: requestsPerSecond, host: url }
  expect(stored).toMatchObject({ schema: 1, load: named })
  expect(Object.keys(reportJson([run]).tests[0]?.load ?? {}).toSorted()).toEqual(
    Object.keys(named).toSorted(),
  )
  expect(reportJson([run]).tests[0]?.load).toEqual(named)
})

test('a run of an engine that this version does not know is refused', () => {
  const refused = refusalOf(bytesOf(storedWith({ load: { ...storedLoad(run.load), engine: 'siege' } })))
  expect(refused.why?.en).toContain('load.engine')
})

test.for<readonly [string, Uint8Array]>([
  ['no JSON', new TextEncoder().encode('{"schema":1')],
  ['no UTF-8', new Uint8Array([0xff, 0xfe])],
  ['another schema', bytesOf(storedWith({ schema: 2 }))],
  ['a negative count', bytesOf(storedWith({ client: { ...run.client, requests: -1 } }))],
  ['a missing part', bytesOf(storedWith({ lambda: undefined }))],
])('%s is refused as a damaged run, with what to type next', ([, bytes]) => {
  const refused = refusalOf(bytes)
  expect(refused.code).toBe('damaged-run')
  expect(refused.next?.en).toContain('lab reset')
})

test('a damaged run names the place of the damage', () => {
  const refused = refusalOf(bytesOf(storedWith({ invoke: { ...run.invoke, durationMs: 'fast' } })))
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

/** As it is stored, with other parts. */
function storedWith(parts: Readonly<Record<string, unknown>>) {
  return { ...run, load: storedLoad(run.load), ...parts }
}

function refusalOf(bytes: Uint8Array): LabError {
  try {
    parseRun(bytes)
  } catch (error) {
    if (error instanceof LabError) return error
    throw error
  }
  throw new Error('It was read.')
}
