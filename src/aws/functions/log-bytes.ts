/**
 * What one invocation writes to CloudWatch Logs, as it is billed there: its bytes, and 26 more for each event. `tail`: the last 4 KB of
 * its log, as Invoke returns them. null: the invocation wrote more than that, so that its beginning is not there.
 */
export function logBytesOf(tail: string): number | null {
  const lines = tail.split('\n').filter((line) => line !== '')
  const first = lines.findLastIndex(isStart)
  if (first === -1) return null
  // A line is an event, with the end of its line.
  return lines.slice(first).reduce((sum, line) => sum + Buffer.byteLength(line) + LINE_END + OF_EACH_EVENT, 0)
}

const LINE_END = 1
const OF_EACH_EVENT = 26

/** As text, or with the JSON log format. */
const isStart = (line: string): boolean =>
  line.startsWith('START RequestId: ') || /^\{.*"type"\s*:\s*"platform\.start"/.test(line)
