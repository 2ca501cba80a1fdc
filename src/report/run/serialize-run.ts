import { storedLoad } from './stored-load.js'
import type { TestRun } from './run.js'

/** The content of `runs/<id>.json`, which `parseRun` reads. */
export function serializeRun(run: TestRun): string {
  return JSON.stringify({ ...run, load: storedLoad(run.load) })
}
