import type { ViteUserConfig } from 'vitest/config'

type Options = NonNullable<ViteUserConfig['test']>

/** What every set of tests has in common. */
export const COMMON = {
  root: new URL('../..', import.meta.url).pathname,
  globalSetup: new URL('global-setup.ts', import.meta.url).pathname,
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
} as const satisfies Options

/** What a run is told by: `default` names files, `verbose` every test. */
export const reporters = (how: 'default' | 'verbose'): NonNullable<Options['reporters']> => [
  how,
  new URL('missing-reporter.ts', import.meta.url).pathname,
]
