/** @import { Columns, Data } from './types.js' */

/** `lab report --json`: the columns become points again. @param {Data} data */
export function jsonOf({ report }) {
  return {
    ...report,
    tests: report.tests.map((test) => ({
      ...test,
      client: { ...test.client, series: pointsOf(test.client.series) },
      lambda: { ...test.lambda, series: pointsOf(test.lambda.series) },
    })),
  }
}

/** @param {Columns} columns */
function pointsOf(columns) {
  const names = Object.keys(columns)
  return (columns.t ?? []).map((_, index) =>
    Object.fromEntries(names.map((name) => [name, columns[name]?.[index] ?? null])),
  )
}

/** One row a second and test, with what the client and Lambda measured in it. @param {Data} data */
export function csvOf({ report }) {
  const head = ['test', 't', ...CLIENT_COLUMNS, ...LAMBDA_COLUMNS.map((name) => `lambda_${name}`)]
  const rows = report.tests.flatMap((test) => {
    const [client, lambda] = [byTime(test.client.series), byTime(test.lambda.series)]
    const times = [...new Set([...client.keys(), ...lambda.keys()])].sort((a, b) => a - b)
    return times.map((t) => [
      test.id,
      t,
      ...CLIENT_COLUMNS.map((name) => client.get(t)?.[name] ?? ''),
      ...LAMBDA_COLUMNS.map((name) => lambda.get(t)?.[name] ?? ''),
    ])
  })
  return [head, ...rows].map((row) => row.join(',')).join('\r\n') + '\r\n'
}

const CLIENT_COLUMNS = ['users', 'requestsPerSecond', 'failuresPerSecond', 'p50Ms', 'p95Ms']
const LAMBDA_COLUMNS = ['invocations', 'throttles', 'concurrency', 'durationMs']

/** @param {Columns} columns @returns {Map<number, Record<string, number | null>>} */
function byTime(columns) {
  return new Map(pointsOf(columns).map((point) => [point.t ?? 0, point]))
}

/** @param {string} name @param {string} type @param {string} content */
export function download(name, type, content) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
