import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// These run the lab with a real Locust, and mostly wait: together, after all others, so that little takes their processor.
const WHOLE = ['test/e2e/**/*.test.ts', 'test/steps/contract.test.ts', 'test/security/whole-lab.test.ts']

// What the lab sends to AWS in all files of a run, for the judgement of it. Each project loads this file again.
process.env['LAB_RECORDED_CALLS_FOLDER'] ??= folderOfTheRun()

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is polled for is slow on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 3,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          // Many wait for a process or a clock, so that one more worker than the others have uses the time.
          maxWorkers: 4,
          include: ['test/**/*.test.ts'],
          // `npm run test:crash` takes minutes a cell and is run on its own.
          exclude: [...WHOLE, 'test/bench/**', 'test/crash/**'],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'whole', include: WHOLE, sequence: { groupOrder: 1 } } },
    ],
  },
})

function folderOfTheRun(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab-recorded-calls-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
