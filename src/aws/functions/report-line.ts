/** What Lambda says of one invoke in its log. Times in milliseconds, memory in MB. */
export interface ReportLine {
  readonly durationMs: number
  readonly billedDurationMs: number
  readonly memorySizeMb: number
  readonly maxMemoryUsedMb: number
  /** Only where the execution environment was new. */
  readonly initDurationMs: number | null
}

/** The last REPORT of a log, as text or, with the JSON log format, as a `platform.report` record; null: there is none. */
export function parseReport(log: string): ReportLine | null {
  const lines = log.split('\n').toReversed()
  const text = lines.find((line) => line.startsWith('REPORT RequestId'))
  if (text !== undefined) return ofText(text)
  const record = lines.find((line) => line.includes('"platform.report"'))
  return record === undefined ? null : ofRecord(record)
}

function ofText(line: string): ReportLine | null {
  const ms = (name: string) => figure(line, new RegExp(`(?:^|\\t)${name}: ([\\d.]+) ms`))
  const mb = (name: string) => figure(line, new RegExp(`(?:^|\\t)${name}: (\\d+) MB`))
  return complete(
    ms('Duration') ?? figure(line, /\sDuration: ([\d.]+) ms/),
    ms('Billed Duration'),
    mb('Memory Size'),
    mb('Max Memory Used'),
    ms('Init Duration'),
  )
}

function ofRecord(line: string): ReportLine | null {
  const number = (name: string) => figure(line, new RegExp(`"${name}"\\s*:\\s*([\\d.]+)`))
  return complete(
    number('durationMs'),
    number('billedDurationMs'),
    number('memorySizeMB'),
    number('maxMemoryUsedMB'),
    number('initDurationMs'),
  )
}

function figure(line: string, pattern: RegExp): number | null {
  const [, digits] = pattern.exec(line) ?? []
  return digits === undefined ? null : Number(digits)
}

function complete(
  durationMs: number | null,
  billedDurationMs: number | null,
  memorySizeMb: number | null,
  maxMemoryUsedMb: number | null,
  initDurationMs: number | null,
): ReportLine | null {
  if (durationMs === null || billedDurationMs === null || memorySizeMb === null || maxMemoryUsedMb === null) {
    return null
  }
  return { durationMs, billedDurationMs, memorySizeMb, maxMemoryUsedMb, initDurationMs }
}
