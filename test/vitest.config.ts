import { defineConfig } from 'vitest/config'
import { COMMON, reporters } from './run/options.js'
import { LongestFirst } from './run/longest-first.js'

/** What takes long, or more than Node and Python: any `NAME.slow.test.ts`. */
const SLOW = 'test/**/*.slow.test.ts'
/** They measure under load: what runs beside them gives way. */
const MEASURING = ['test/e2e/whole-lab.test.ts', 'test/steps/contract.test.ts']
/** It judges what all others have sent to AWS. */
const JUDGMENT = 'test/e2e/aws-account.slow.test.ts'
const GIVES_WAY = new URL('run/give-way.ts', import.meta.url).pathname
/** A process for each file would load Vitest and the SDK for each: a seventh of all the time. */
const SHARES_ITS_PROCESS = {
  isolate: false,
  setupFiles: [GIVES_WAY, new URL('run/as-found.ts', import.meta.url).pathname],
}

/** `npm test` runs the projects whose names begin with `quick`, `npm run test:all` all of them. */
export default defineConfig({
  test: {
    ...COMMON,
    reporters: reporters('default'),
    // Caps for what never comes, not limits: all may be slow on a busy machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // Most wait for a process or a clock, so that more workers than processors use the time.
    maxWorkers: 5,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [SLOW, ...MEASURING],
          ...SHARES_ITS_PROCESS,
        },
      },
      { extends: true, test: { name: 'quick-measuring', include: MEASURING } },
      {
        extends: true,
        test: { name: 'slow', include: [SLOW], exclude: [JUDGMENT], sequence: { groupOrder: 1 } },
      },
      { extends: true, test: { name: 'slow-judgment', include: [JUDGMENT], sequence: { groupOrder: 2 } } },
    ],
  },
})
