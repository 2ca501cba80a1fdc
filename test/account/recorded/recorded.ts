import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runFolder } from '../../run/folder.js'
import type { Sent } from '../front.js'

const TESTS = fileURLToPath(new URL('../..', import.meta.url))
const RECORDER = new URL('record.mjs', import.meta.url).href

/**
 * From here on what the lab sends to AWS in this test file is recorded, for the run's judgment of it. A lab that is started as
 * a program is recorded where it is given the variables that come back.
 */
export async function recordCalls(testFile: string): Promise<Readonly<Record<string, string>>> {
  const file = join(folder(), nameOf(fileURLToPath(testFile)))
  await writeFile(file, '')
  process.env['LAB_RECORDED_CALLS'] = file
  await import(RECORDER)
  return { LAB_RECORDED_CALLS: file, NODE_OPTIONS: `--import ${RECORDER}` }
}

export interface Recorded {
  readonly sent: readonly Sent[]
  /** Whether every test file that records was part of this run. */
  readonly isWhole: boolean
}

/** What was recorded in this run so far. */
export async function recordedCalls(): Promise<Recorded> {
  const names = await readdir(folder())
  const files = await Promise.all(names.map((name) => readFile(join(folder(), name), 'utf8')))
  const sent = files
    .flatMap((lines) => lines.split('\n').filter(Boolean))
    .map((line): Sent => JSON.parse(line))
  const recording = await recordingTests()
  return { sent, isWhole: recording.every((name) => names.includes(name)) }
}

async function recordingTests(): Promise<readonly string[]> {
  const tests = (await readdir(TESTS, { recursive: true }))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(TESTS, name))
  const sources = await Promise.all(tests.map((test) => readFile(test, 'utf8')))
  return tests.filter((_, at) => sources[at]?.includes('recordCalls(import.meta.url)')).map(nameOf)
}

const nameOf = (test: string): string => `${relative(TESTS, test).replaceAll('/', '.')}.jsonl`

const folder = (): string => join(runFolder(), 'recorded-calls')
