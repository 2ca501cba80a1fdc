import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { replaceFile } from '../../system/durable-file.js'
import { livenessOf, type ProcessIdentity } from '../../system/process-identity.js'
import { isMissing } from '../../system/error-codes.js'
import { cloudFiles } from './cloud-files.js'
import { CloudStartError, START_ERROR_CODES } from './start-errors.js'

const TextSchema = v.object({ en: v.string(), ko: v.string() })

const StartRecordSchema = v.object({
  /** With `started`, the one process that wrote this. */
  pid: v.number(),
  started: v.string(),
  nonce: v.string(),
  state: v.picklist(['starting', 'ready', 'failed']),
  /** What it is doing. */
  line: TextSchema,
  error: v.nullable(
    v.object({
      code: v.picklist(START_ERROR_CODES),
      what: TextSchema,
      why: v.nullable(TextSchema),
      next: v.nullable(TextSchema),
    }),
  ),
})

/** What a starting cloud tells whoever waits for it. */
export type StartRecord = v.InferOutput<typeof StartRecordSchema>

export const writeStartRecord = async (path: string, record: StartRecord): Promise<void> =>
  replaceFile(path, `${JSON.stringify(record)}\n`)

/** Null where there is none that can be read: it is news, not a record that anything depends on. */
export async function readStartRecord(path: string): Promise<StartRecord | null> {
  try {
    return v.parse(StartRecordSchema, JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || error instanceof v.ValiError) return null
    throw error
  }
}

/** The record of the process that serves the folder, or that is starting or ending in it; null where there is none. */
export async function holderOf(dir: string): Promise<StartRecord | null> {
  const record = await readStartRecord(cloudFiles(dir).start)
  return record !== null && livenessOf(writerOf(record)) === 'alive' ? record : null
}

/** The process that wrote it. */
export const writerOf = ({ pid, started }: StartRecord): ProcessIdentity => ({ pid, start: started })

export const errorOf = ({ error }: StartRecord): CloudStartError | null =>
  error === null ? null : new CloudStartError(error.code, error.what, error.why, error.next)
