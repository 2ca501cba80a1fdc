import { defineConfig } from 'vitest/config'

// The whole lab with `--target aws`, which waits for CloudWatch's late points as long as it would on AWS: on its own.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/account/**/*.account.ts'],
    testTimeout: 480_000,
    hookTimeout: 120_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
})
