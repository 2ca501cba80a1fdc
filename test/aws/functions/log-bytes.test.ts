import { expect, test } from 'vitest'
import { logBytesOf } from '../../../src/aws/functions/log-bytes.js'

const START = 'START RequestId: 8f5a Version: $LATEST\n'
const PRINTED = 'a line that the function printed: 한글\nanother\n'
const END = 'END RequestId: 8f5a\nREPORT RequestId: 8f5a\tDuration: 1.00 ms\t\n'

test('an invocation’s log is its bytes and 26 for each of its events', () => {
  const bytes = Buffer.byteLength(START + PRINTED + END)
  expect(logBytesOf(START + PRINTED + END)).toBe(bytes + 5 * 26)
  // What another one, or an init, wrote before it is not its own.
  expect(logBytesOf(`INIT_START Runtime Version: python\n${START}${PRINTED}${END}`)).toBe(bytes + 5 * 26)
})

test('records of the JSON log format are events as well', () => {
  const records = '{"time":"x","type":"platform.start","record":{}}\n{"type":"platform.report","record":{}}\n'
  expect(logBytesOf(records)).toBe(records.length + 2 * 26)
})

test('of a log whose beginning is beyond the tail nothing is concluded', () => {
  expect(logBytesOf(PRINTED.repeat(40) + END)).toBeNull()
})
