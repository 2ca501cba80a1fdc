import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a Linux system tells of memory; another one tells nothing here. `root`: in which `proc` and `sys` are. */
export interface MemoryFacts {
  /** Bytes that processes here may still take, by the whole machine and by each control group that they are in; null: not told. */
  available(): number | null
  /** How many processes the system has ended since because it had no memory left; 0 where it does not tell. */
  endedForMemory(): number
}

/** What is told counts from now on. */
export function memoryFacts(root = '/'): MemoryFacts {
  const groups = groupFolders(root)
  const ended = (): number => endedIn(root, groups[0]) ?? 0
  const before = ended()
  return {
    available: () => leastOf([freeOfMachine(root), ...groups.map(freeOfGroup)]),
    endedForMemory: () => ended() - before,
  }
}

/** Since this process began. */
export const memory: MemoryFacts = memoryFacts()

/** The memory control group of this process and those around it, in either version of them; in a container, often its own root alone. */
function groupFolders(root: string): readonly string[] {
  const lines = (read(join(root, 'proc/self/cgroup')) ?? '').trim().split('\n')
  const groups = lines.map((line) => line.split(':'))
  const [, , first = null] =
    groups.find(([, controllers]) => controllers?.split(',').includes('memory')) ?? []
  const [, , unified = null] = groups.find(([, controllers]) => controllers === '') ?? []
  const [mount, path] = first === null ? ['sys/fs/cgroup', unified ?? '/'] : ['sys/fs/cgroup/memory', first]
  const names = path.split('/').filter(Boolean)
  const folders = [...names.keys(), names.length].toReversed().map((depth) => names.slice(0, depth))
  return folders.map((parts) => join(root, mount, ...parts)).filter((folder) => usedBy(folder) !== null)
}

function freeOfGroup(folder: string): number | null {
  const limit = numberIn(join(folder, 'memory.max')) ?? numberIn(join(folder, 'memory.limit_in_bytes'))
  const used = usedBy(folder)
  if (limit === null || used === null) return null
  // What files are cached in is given up where it is needed.
  const cached = Number(/^inactive_file (\d+)$/m.exec(read(join(folder, 'memory.stat')) ?? '')?.[1] ?? 0)
  return Math.max(0, limit - used + cached)
}

function usedBy(folder: string): number | null {
  return numberIn(join(folder, 'memory.current')) ?? numberIn(join(folder, 'memory.usage_in_bytes'))
}

function freeOfMachine(root: string): number | null {
  const [, kib] = /^MemAvailable:\s+(\d+) kB$/m.exec(read(join(root, 'proc/meminfo')) ?? '') ?? []
  return kib === undefined ? null : Number(kib) * 1_024
}

/** Of this very group where it tells, else of the whole machine. */
function endedIn(root: string, group: string | undefined): number | null {
  const files = group === undefined ? [] : [join(group, 'memory.events'), join(group, 'memory.oom_control')]
  for (const file of [...files, join(root, 'proc/vmstat')]) {
    const [, count] = /^oom_kill (\d+)$/m.exec(read(file) ?? '') ?? []
    if (count !== undefined) return Number(count)
  }
  return null
}

/** null: no number, such as `max`. */
function numberIn(file: string): number | null {
  const text = read(file)?.trim() ?? ''
  return /^\d+$/.test(text) ? Number(text) : null
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function leastOf(numbers: readonly (number | null)[]): number | null {
  const told = numbers.filter((number) => number !== null)
  return told.length === 0 ? null : Math.min(...told)
}
