import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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

describe.each([
  {
    lang: 'en',
    full: '95% interval',
    pointer: 'lab report --full   shows everything else',
    guess: 'your guess',
  },
  {
    lang: 'ko',
    full: '95% 구간',
    pointer: 'lab report --full   나머지 결과를 모두',
    guess: '내 예상',
  },
])('lab report ($lang)', ({ lang, full, pointer, guess }) => {
  test('is the answer: headline, four figures and the path', async () => {
    const { bench } = await withBothTests()
    const { stdout, stderr } = await bench.run(['report', '--lang', lang], {}, LAB)
    const figures = stdout.split('\n').filter((line) => /÷|≈/.test(line))
    expect(figures).toHaveLength(4)
    expect(stdout).toContain(join(bench.dir, '.lab', 'artifacts', 'report.html'))
    expect(stdout).not.toContain(full)
    expect(stdout).not.toContain('REPORT')
    expect(stdout.trimEnd().split('\n').length).toBeLessThan(20)
    expect(stderr).toContain(pointer)
  })

  test('has everything else with --full', async () => {
    const { bench } = await withBothTests()
    const { stdout, stderr } = await bench.run(['report', '--full', '--lang', lang], {}, LAB)
    for (const part of [full, 'REPORT Duration: 701.73 ms', guess, 'load-test-1', 'load-test-2'])
      expect(stdout).toContain(part)
    expect(stdout).toContain(join(bench.dir, '.lab', 'artifacts', 'runs', 'load-test-2'))
    expect(stderr).not.toContain(pointer)
  })

  test('of the first test alone is its picture, with the guess beside the measurement', async () => {
    const { bench, store } = await withBothTests()
    await store.save(sampleState({ steps: { 'load-test-1': DONE } }))
    const { stdout } = await bench.run(['report', '--lang', lang], {}, LAB)
    expect(stdout).toContain('╌')
    expect(stdout).toContain(guess)
  })
})

test('lab report --json is the same with --full, and has neither guess nor log lines', async () => {
  const { bench } = await withBothTests()
  const short = await bench.run(['report', '--json'], {}, LAB)
  const full = await bench.run(['report', '--json', '--full'], {}, LAB)
  expect(full.stdout).toBe(short.stdout)
  for (const { guess, testInvocations } of JSON.parse(short.stdout).tests) {
    expect([guess, testInvocations]).toEqual([undefined, undefined])
  }
})

async function withBothTests() {
  const bench = new Bench()
  const store = labStore(join(bench.dir, '.lab'))
  // The second as versions before the guesses recorded it.
  const [first, second] = sampleRuns()
  const told = { guess: { concurrency: 12, throttles: 300 }, testInvocations: ['REPORT Duration: 701.73 ms'] }
  for (const run of [{ ...first, ...told }, second])
    await store.artifacts.write(`runs/${run.id}.json`, serializeRun(run))
  return { bench, store }
}
