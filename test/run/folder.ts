import { join } from 'node:path'

const VARIABLE = 'LAB_TEST_RUN'

/** Of this run of tests alone; `global-setup.ts` makes it and removes it. */
export function runFolder(): string {
  const folder = process.env[VARIABLE]
  if (folder === undefined)
    throw new Error('The configuration of these tests has not run test/run/global-setup.ts.')
  return folder
}

export function isRunFolderKnown(): boolean {
  return process.env[VARIABLE] !== undefined
}

/** What every process of this run finds it by. */
export function makeRunFolderKnown(folder: string): void {
  process.env[VARIABLE] = folder
}

/** The lab's cache in this run: empty at its start but for pip's downloads, which are the person's. */
export const runCache = (): string => join(runFolder(), 'cache')
