import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryFacts } from '../../src/system/memory.js'
import { temporaryFolder } from './temporary.js'

const MIB = 2 ** 20

describe('the memory that there still is', () => {
  it('is what the machine has available where no group limits it', async () => {
    const root = await system({ 'proc/meminfo': meminfo(900) })
    expect(memoryFacts(root).available()).toBe(900 * MIB)
  })

  it('is what the narrowest of the control groups leaves, files in its cache counted as free (version 2)', async () => {
    const root = await system({
      'proc/meminfo': meminfo(900),
      'proc/self/cgroup': '0::/user/lab\n',
      ...group('sys/fs/cgroup/user', {
        max: 512 * MIB,
        current: 500 * MIB,
        stat: `inactive_file ${100 * MIB}\n`,
      }),
      ...group('sys/fs/cgroup/user/lab', { max: 'max', current: 400 * MIB, stat: 'inactive_file 0\n' }),
    })
    expect(memoryFacts(root).available()).toBe(112 * MIB)
  })

  it('is the same in groups of version 1, in a container whose path is not seen from inside', async () => {
    const root = await system({
      'proc/meminfo': meminfo(900),
      'proc/self/cgroup': '4:cpu,memory:/docker/0123\n0::/\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': String(256 * MIB),
      'sys/fs/cgroup/memory/memory.usage_in_bytes': String(56 * MIB),
    })
    expect(memoryFacts(root).available()).toBe(200 * MIB)
  })

  it('is not known where nothing tells', async () => {
    const facts = memoryFacts(await system({}))
    expect([facts.available(), facts.endedForMemory()]).toEqual([null, 0])
  })
})

describe('the processes that the system ended for lack of memory', () => {
  it.each([
    [
      'its own group',
      { 'proc/self/cgroup': '0::/lab\n', 'sys/fs/cgroup/lab/memory.current': '1' },
      'sys/fs/cgroup/lab/memory.events',
    ],
    ['the machine', {}, 'proc/vmstat'],
  ])('are counted from the first look on, in %s', async (_, files, counter) => {
    const root = await system({ ...files, [counter]: 'oom 9\noom_kill 5\n' })
    const facts = memoryFacts(root)
    expect(facts.endedForMemory()).toBe(0)
    writeFileSync(join(root, counter), 'oom 9\noom_kill 7\n')
    expect(facts.endedForMemory()).toBe(2)
  })
})

async function system(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const meminfo = (mib: number): string => `MemTotal: 9999999 kB\nMemAvailable:   ${mib * 1_024} kB\n`

const group = (folder: string, files: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(Object.entries(files).map(([name, value]) => [`${folder}/memory.${name}`, `${value}`]))
