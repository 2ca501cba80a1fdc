import { defineConfig } from 'vitest/config'
import { COMMON, reporters } from '../run/options.js'

// The whole lab with `--target aws`, which waits for CloudWatch's late points as long as it would on AWS: on its own.
export default defineConfig({
  test: {
    ...COMMON,
    reporters: reporters('verbose'),
    include: ['test/account/**/*.account.ts'],
    testTimeout: 480_000,
    hookTimeout: 120_000,
  },
})
