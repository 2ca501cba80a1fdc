import { join } from 'node:path'
import { expect, test } from 'vitest'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { serializeRun } from '../../src/report/run/serialize-run.js'
import { sampleState } from '../core/samples.js'
import { sampleRuns } from '../report/sample-runs.js'
import { Bench, LAB } from './lab-process.js'

const DONE = { state: 'done', startedAt: '2026-01-02T03:04:05Z', finishedAt: '2026-01-02T03:05:05Z' } as const

test('lab report shows the tests whose steps stand, and not those that a reset has undone', async () => {
  const { bench, store } = await withBothTests()
  await store.save(sampleState({ steps: { 'load-test-1': DONE } }))
  const { code, stdout } = await bench.run(['report', '--json'], {}, LAB)
  expect(code).toBe(0)
  const { tests, comparison, undone } = JSON.parse(stdout)
  expect(tests.map(({ id }: { readonly id: string }) => id)).toEqual(['load-test-1'])
  expect(comparison).toBeNull()
  expect(undone).toBe(false)
})

test('lab report after a reset of everything says that what it shows was undone', async () => {
  const { bench } = await withBothTests()
  const shown = await bench.run(['report'], {}, LAB)
  expect(shown.code).toBe(0)
  expect(shown.stdout + shown.stderr).toContain('A reset has undone the steps of these tests')
  const { undone } = JSON.parse((await bench.run(['report', '--json'], {}, LAB)).stdout)
  expect(undone).toBe(true)
})

async function withBothTests() {
  const bench = new Bench()
  const store = labStore(join(bench.dir, '.lab'))
  for (const run of sampleRuns()) await store.artifacts.write(`runs/${run.id}.json`, serializeRun(run))
  return { bench, store }
}
