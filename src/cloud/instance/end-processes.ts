import { setTimeout as pause } from 'node:timers/promises'
import { sendSignal } from '../../system/process-identity.js'
import { processTable, type RunningProcess } from '../../system/process-table.js'

/** How long a process may take to end on SIGTERM before it is killed. */
const GRACE_MS = 3_000

/**
 * Ends every process that carries this variable in its environment, and their children, and resolves when none is left.
 * By identity and never by name: nothing that another lab or the user started can be meant.
 */
export function endProcesses(variable: string): Promise<void> {
  return endAll((table) => {
    const pids = new Set(table.filter((one) => one.has(variable)).map(({ pid }) => pid))
    // The table is in no order: until no further child of a found one turns up.
    for (let before = 0; before !== pids.size;) {
      before = pids.size
      for (const one of table) if (pids.has(one.parent)) pids.add(one.pid)
    }
    return (one) => pids.has(one.pid)
  })
}

/** Ends every process of which that is true, and resolves when none is left. */
export function endWhere(choice: (one: RunningProcess) => boolean): Promise<void> {
  return endAll(() => choice)
}

/** Ends a process group, and resolves when none of it is left. */
export function endGroup(group: number): Promise<void> {
  return endAll(() => (one) => one.group === group)
}

type Choice = (one: RunningProcess) => boolean

async function endAll(choose: (table: readonly RunningProcess[]) => Choice): Promise<void> {
  const killAt = performance.now() + GRACE_MS
  const asked = new Set<number>()
  for (;;) {
    const table = await processTable()
    const left = table.filter(choose(table)).filter(({ pid }) => pid !== process.pid)
    if (left.length === 0) return
    for (const { pid } of parentsFirst(left)) {
      if (performance.now() >= killAt) sendSignal(pid, 'SIGKILL')
      else if (!asked.has(pid)) sendSignal(pid, 'SIGTERM')
      asked.add(pid)
    }
    // Again until the table shows none: what was forked meanwhile is found in the next round.
    await pause(20)
  }
}

/** So that none takes its child's end for a failure of the child's, and says so, before it hears that it is to end itself. */
function parentsFirst(processes: readonly RunningProcess[]): readonly RunningProcess[] {
  const pids = new Set(processes.map(({ pid }) => pid))
  const isChild = ({ parent }: RunningProcess) => pids.has(parent)
  return [...processes.filter((one) => !isChild(one)), ...processes.filter(isChild)]
}
