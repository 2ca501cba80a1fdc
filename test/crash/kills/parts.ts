import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { daemonMark, folderMark } from '../../../src/cloud/control/folder-mark.js'
import { processTable, type RunningProcess } from '../../../src/system/process-table.js'
import type { Place } from '../harness/place.js'
import type { Part } from './plan.js'

/** What runs of that lab's cloud, the cloud itself included: all of it carries the mark of its folder. */
export async function cloudProcesses({ lab }: Place): Promise<readonly RunningProcess[]> {
  const mark = folderMark(join(lab, 'cloud'))
  return (await processTable()).filter((one) => one.has(mark))
}

/** The processes of each part of a lab that runs now; `command`: the lab's own process, where one runs. */
export async function partsOf(
  place: Place,
  command: number | null,
): Promise<Readonly<Record<Part, readonly number[]>>> {
  const all = await cloudProcesses(place)
  const daemon = daemonMark(join(place.lab, 'cloud'))
  const cloud = all.filter((one) => one.has(daemon)).map(({ pid }) => pid)
  const named = (word: string) => all.filter(({ pid }) => commandLineOf(pid).includes(word))
  const functions = named('zygote.py')
  const python = functions.filter(({ parent }) => cloud.includes(parent))
  const environments = functions.filter((one) => !python.includes(one))
  return {
    command: command === null ? [] : [command],
    cloud,
    database: [...named('mariadbd'), ...named('mysqld')].map(({ pid }) => pid),
    python: python.map(({ pid }) => pid),
    environment: environments.map(({ pid }) => pid),
    locust: named('locustfile.py').map(({ pid }) => pid),
  }
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    // Gone since it was found.
    return ''
  }
}
