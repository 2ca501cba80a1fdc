import { execFileSync } from 'node:child_process'
import { readProcessStat } from './process-identity.js'

/**
 * Whether the terminal is this process's to set and to read. A job in the background that tries is stopped for it by the system, until
 * its shell brings it back.
 */
export function isInForeground(): boolean {
  try {
    return process.platform === 'linux' ? isForegroundOfProc() : isForegroundOfPs()
  } catch {
    return false
  }
}

function isForegroundOfProc(): boolean {
  const { group, foregroundGroup } = readProcessStat(process.pid)
  return group === foregroundGroup
}

/** Its `+`: in the foreground group of its terminal. */
function isForegroundOfPs(): boolean {
  return execFileSync('ps', ['-o', 'stat=', '-p', String(process.pid)], { encoding: 'utf8' }).includes('+')
}
