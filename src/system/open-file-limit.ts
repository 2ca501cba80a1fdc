import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { variablesFor } from './child-environment.js'

/** How many files this process may have open at once; null: any number, or unknown. */
export function openFileLimit(): number | null {
  const [, soft] = /^Max open files\s+(\S+)/m.exec(limits()) ?? []
  const limit = Number(soft)
  return Number.isNaN(limit) ? null : limit
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    // No Linux. A shell has the limits of who starts it.
    return `Max open files ${spawnSync('/bin/sh', ['-c', 'ulimit -n'], { env: variablesFor(['programs']) }).stdout?.toString() ?? ''}`
  }
}
