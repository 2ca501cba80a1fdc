import { expect, it } from 'vitest'
import { parseReport } from '../../../src/aws/functions/report-line.js'

const START = 'START RequestId: 8f507cfc-xmpl Version: $LATEST\n'
const COLD =
  'REPORT RequestId: 8f507cfc-xmpl\tDuration: 701.73 ms\tBilled Duration: 702 ms\tMemory Size: 128 MB\tMax Memory Used: 72 MB\tInit Duration: 130.49 ms\t\n'

it('reads the figures of a cold call', () => {
  expect(parseReport(`${START}hello\nEND RequestId: 8f507cfc-xmpl\n${COLD}`)).toEqual({
    durationMs: 701.73,
    billedDurationMs: 702,
    memorySizeMb: 128,
    maxMemoryUsedMb: 72,
    initDurationMs: 130.49,
  })
})

it('reads a warm call, and does not mind an XRAY line after it', () => {
  const warm = COLD.replace('\tInit Duration: 130.49 ms', '')
  expect(parseReport(`${START}${warm}XRAY TraceId: 1-5e34a614\tSegmentId: 1\tSampled: true\n`)).toMatchObject(
    {
      durationMs: 701.73,
      initDurationMs: null,
    },
  )
})

it('reads the record that the JSON log format has instead', () => {
  const record = {
    time: '2026-11-23T00:00:00.000Z',
    type: 'platform.report',
    record: {
      requestId: '8f507cfc',
      metrics: {
        durationMs: 7.66,
        billedDurationMs: 8,
        memorySizeMB: 128,
        maxMemoryUsedMB: 63,
        initDurationMs: 1.5,
      },
      status: 'success',
    },
  }
  expect(parseReport(`${JSON.stringify({ type: 'platform.start' })}\n${JSON.stringify(record)}\n`)).toEqual({
    durationMs: 7.66,
    billedDurationMs: 8,
    memorySizeMb: 128,
    maxMemoryUsedMb: 63,
    initDurationMs: 1.5,
  })
})

it('knows that there is none, also where the function printed something like it', () => {
  expect(parseReport('REPORT of the day: all well\n')).toBeNull()
  expect(parseReport('')).toBeNull()
})
