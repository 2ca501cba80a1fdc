import { defineConfig } from 'vitest/config'
import { COMMON, reporters } from './run/options.js'

// These run the lab with a real Locust, and mostly wait: together, after all others, so that little takes their processor.
const WHOLE = ['test/e2e/**/*.test.ts', 'test/steps/contract.test.ts', 'test/security/whole-lab.test.ts']

export default defineConfig({
  test: {
    ...COMMON,
    reporters: reporters('default'),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is polled for is slow on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          // Many wait for a process or a clock, so that one more worker than the others have uses the time.
          maxWorkers: 4,
          include: ['test/**/*.test.ts'],
          exclude: WHOLE,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'whole', include: WHOLE, sequence: { groupOrder: 1 } } },
    ],
  },
})
