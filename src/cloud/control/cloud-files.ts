import { join } from 'node:path'

/** Where a local cloud keeps what its clients read; the rest of its folder is its own. */
export const cloudFiles = (dir: string) => ({
  /** CloudFacts, while it runs. */
  facts: join(dir, 'cloud.json'),
  /** StartRecord: how its start is coming along. */
  start: join(dir, 'start.json'),
  /** Everything that it and its services print. */
  log: join(dir, 'cloud.log'),
  /** What the functions log: a file a function. */
  functionLogs: join(dir, 'lambda', 'logs'),
  settings: join(dir, 'settings.json'),
  savedState: join(dir, 'world.json'),
})
