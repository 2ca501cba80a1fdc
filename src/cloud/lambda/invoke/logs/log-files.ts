import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A function's log in the folder of all of them; the part before it is `…log.1`. */
export const functionLogFile = (dir: string, functionName: string): string => join(dir, `${functionName}.log`)

/** The functions that have logged anything, by name. */
export async function functionsWithLogs(dir: string): Promise<readonly string[]> {
  const files = await readdir(dir).catch(() => [])
  const names = files.flatMap((file) => /^(.+)\.log(?:\.1)?$/.exec(file)?.[1] ?? [])
  return [...new Set(names)].sort()
}
