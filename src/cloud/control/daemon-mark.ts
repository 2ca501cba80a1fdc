import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { processTable } from '../../system/process-table.js'
import { type ProcessIdentity, processStartOf } from '../../system/process-identity.js'

const NAME = 'LOCAL_CLOUD'

/** In the environment of a folder's cloud process from its first moment on, and of none of those that it starts. */
export const daemonMark = (dir: string): { readonly [NAME]: string } => ({
  [NAME]: createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 32),
})

/** What the cloud process starts is not the cloud process. */
export function keepMarkToItself(): void {
  delete process.env[NAME]
}

/** A process that was started to serve the folder and has not written so yet; null where there is none. */
export async function unrecordedDaemon(dir: string): Promise<ProcessIdentity | null> {
  const mark = `${NAME}=${daemonMark(dir)[NAME]}`
  for (const { pid } of (await processTable()).filter((one) => one.has(mark))) {
    const start = processStartOf(pid)
    if (start !== null) return { pid, start }
  }
  return null
}
