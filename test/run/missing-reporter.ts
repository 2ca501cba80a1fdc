import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { type Need, NEEDS } from './needs.js'

/** With this variable nothing may be skipped: the gate's, on a machine that has been given everything. */
const EVERYTHING = 'LAB_TEST_EVERYTHING'

/** Says at the end of a run what this machine lacks, how to get it, and how many tests it would add. */
export default class MissingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((each) => [...each.children.allTests('skipped')])
    const lines = summaryOf(skipped)
    if (lines.length > 0) console.log(`\n${lines.join('\n')}\n`)
    if (skipped.length === 0 || process.env[EVERYTHING] === undefined) return
    console.error(`${EVERYTHING} is set, and ${skipped.length} tests were skipped: that is a failure.`)
    process.exitCode = 1
  }
}

function summaryOf(skipped: readonly TestCase[]): string[] {
  const missing = new Map<Need, number>()
  for (const test of skipped)
    for (const need of test.meta().missing ?? []) missing.set(need, (missing.get(need) ?? 0) + 1)
  const lacks = [...missing].map(([need, count]) => {
    const { what, get } = NEEDS[need]
    return `  ${what}: it would add ${count} ${count === 1 ? 'test' : 'tests'}. To get it: ${get}`
  })
  const others = skipped.filter((test) => test.meta().missing === undefined).map(otherReason)
  return [
    ...(lacks.length > 0 ? ['Skipped, because this machine lacks:', ...lacks] : []),
    ...(others.length > 0 ? ['Skipped for another reason:', ...new Set(others)] : []),
  ]
}

function otherReason(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return `  ${test.fullName}: ${note ?? 'not asked for'}`
}
