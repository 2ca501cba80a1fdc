import { memory } from '../../system/memory.js'

/** For the log: how a process ended that nobody had told to. SIGKILL is also what the system sends where it has no memory left. */
export function howItEnded(
  code: number | null,
  signal: NodeJS.Signals | null,
  endedForMemory: number = memory.endedForMemory(),
): string {
  if (signal === null) return `ended by itself with exit code ${code}`
  if (signal !== 'SIGKILL' || endedForMemory === 0) return `was ended by ${signal}`
  return `was ended by ${signal}, and the system has ended ${endedForMemory} process(es) for lack of memory since the cloud started`
}
