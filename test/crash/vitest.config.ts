import { defineConfig } from 'vitest/config'
import { COMMON, reporters } from '../run/options.js'

export default defineConfig({
  test: {
    ...COMMON,
    reporters: reporters('verbose'),
    include: ['test/crash/**/*.crash.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    // Labs side by side: they mostly wait.
    maxConcurrency: 4,
  },
})
