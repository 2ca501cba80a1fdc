import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { readFile, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { endProcesses, endWhere } from '../instance/end-processes.js'
import { instanceFolder, instancesOnDisk, readFacts } from '../instance/instance-folder.js'
import { instanceMark } from '../instance/process-mark.js'
import { databaseFolder, markOf, savedRecord } from '../mysql/database-record.js'
import { processTable, type RunningProcess } from '../../system/process-table.js'
import type { Text } from '../../system/text.js'
import { cloudFiles } from './cloud-files.js'
import { daemonMark, folderMark, START } from './folder-mark.js'
import { shortSocketFolder } from './socket-folder.js'

/** By what a cloud’s remains are known; read while its folder is there. */
export interface Traces {
  readonly dir: string
  /** Each as `NAME=value`: every process has one of them in its environment, and nobody else’s has. */
  readonly marks: readonly string[]
  readonly ports: readonly { readonly host: string; readonly port: number }[]
}

export async function tracesOf(dir: string): Promise<Traces> {
  const ids = await instancesOnDisk(dir)
  const instances = await Promise.all(
    ids.map(async (id) => {
      const facts = await readFacts(instanceFolder(dir, id))
      return facts === null ? [] : [{ mark: instanceMark(id, facts.nonce).variable, service: facts.service }]
    }),
  )
  const database = await savedRecord(databaseFolder(dir)).catch(() => null)
  const port = await savedPort(dir)
  return {
    dir,
    marks: [
      folderMark(dir),
      ...instances.flat().map(({ mark }) => mark),
      ...(database === null ? [] : [markOf(database)]),
    ],
    ports: [
      ...(port === null ? [] : [{ host: '127.0.0.1', port }]),
      ...(database === null ? [] : [{ host: database.host, port: database.port }]),
      ...instances.flat().map(({ service: { address, port } }) => ({ host: address, port })),
    ],
  }
}

/** Ends what a cloud left running, and removes its folder for sockets outside of its own. Answers how many processes there were. */
export async function endLeftovers(dir: string, traces?: Traces): Promise<number> {
  const { marks } = traces ?? (await tracesOf(dir))
  const table = await processTable()
  const found = table.filter((one) => one.pid !== process.pid && marks.some((mark) => one.has(mark)))
  await Promise.all(marks.map(async (mark) => endProcesses(mark)))
  await rm(shortSocketFolder(dir), { recursive: true, force: true })
  return found.length
}

/**
 * Ends what other starts of the cloud in that folder have left: all that carries its mark, but for what a cloud process that runs has
 * started, this one included, and for the services of instances that the folder still knows.
 */
export async function endAbandoned(dir: string): Promise<void> {
  const { marks } = await tracesOf(dir)
  const [folder = '', ...known] = marks
  const daemon = daemonMark(dir)
  const table = (await processTable()).filter((one) => one.has(folder))
  const served = new Set(
    table.filter((one) => one.has(daemon) && one.pid !== process.pid).map((one) => one.valueOf(START)),
  )
  served.add(process.env[START] ?? null)
  const isAbandoned = (one: RunningProcess) =>
    one.has(folder) &&
    !one.has(daemon) &&
    !served.has(one.valueOf(START)) &&
    !known.some((mark) => one.has(mark))
  if (table.some(isAbandoned)) await endWhere(isAbandoned)
}

/** Whether any process of the cloud in that folder runs, also where the folder is gone. */
export async function runsIn(dir: string): Promise<boolean> {
  const mark = folderMark(dir)
  return (await processTable()).some((one) => one.pid !== process.pid && one.has(mark))
}

/** How long something may take to go that was ended: of a process that exits, its ports are the last to go. */
const GOING_MS = 3_000

/** Looks for what is still there of a cloud that was ended and removed: processes, listening ports, folders. Empty: nothing is. */
export async function leftOf(traces: Traces): Promise<readonly Text[]> {
  const deadline = performance.now() + GOING_MS
  for (;;) {
    const left = await seenOf(traces)
    if (left.length === 0 || performance.now() > deadline) return left
    await pause(50)
  }
}

async function seenOf({ dir, marks, ports }: Traces): Promise<readonly Text[]> {
  const table = await processTable()
  const processes = table.filter((one) => one.pid !== process.pid && marks.some((mark) => one.has(mark)))
  const listening = await Promise.all(ports.map(async (one) => ((await isReached(one)) ? [one] : [])))
  const folders = [dir, shortSocketFolder(dir)].filter((path) => existsSync(path))
  return [
    ...processes.map(({ pid }) => ({ en: `process ${pid}`, ko: `프로세스 ${pid}` })),
    ...listening.flat().map(({ host, port }) => ({ en: `port ${host}:${port}`, ko: `포트 ${host}:${port}` })),
    ...folders.map((path) => ({ en: `folder ${path}`, ko: `폴더 ${path}` })),
  ]
}

async function savedPort(dir: string): Promise<number | null> {
  const text = await readFile(cloudFiles(dir).settings, 'utf8').catch(() => '')
  const [, port] = /"port":\s*(\d+)/.exec(text) ?? []
  return port === undefined ? null : Number(port)
}

const PATIENCE_MS = 500

function isReached({ host, port }: Traces['ports'][number]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS })
    const end = (reached: boolean) => {
      socket.destroy()
      resolve(reached)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
