import { livenessOf } from '../../system/process-identity.js'
import { cloudFiles } from './cloud-files.js'
import { readStartRecord, type StartRecord, writerOf } from './start-record.js'

/** The record of the process that serves the folder, or that is starting or ending in it; null where there is none. */
export async function holderOf(dir: string): Promise<StartRecord | null> {
  const record = await readStartRecord(cloudFiles(dir).start)
  return record !== null && livenessOf(writerOf(record)) === 'alive' ? record : null
}
