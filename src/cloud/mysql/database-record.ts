import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import { replaceFile } from '../../system/durable-file.js'
import { isMissing } from '../../system/file-errors.js'
import { readOwnFile } from '../persistence/require-private.js'
import { chooseAddress } from './address.js'
import { recordDamaged } from './record-damaged.js'

const Record = v.object({
  host: v.string(),
  port: v.pipe(v.number(), v.integer()),
  username: v.string(),
  password: v.string(),
  schema: v.string(),
  /** Marks the server's process, so that one which outlived its cloud is known again. */
  nonce: v.string(),
})

/** What stays the same from start to start: the application's function and its secret name it. */
export type DatabaseRecord = v.InferOutput<typeof Record>

/**
 * The database's facts in `folder`, made at the first start. Owner only: the password is in it. Throws CloudStartError
 * `world-damaged`: with other facts the function would not find its database.
 */
export async function databaseRecord(folder: string): Promise<DatabaseRecord> {
  const [saved, copy] = [await read(pathIn(folder)), await read(copyOf(folder))]
  if (typeof saved === 'object') return saved
  if (saved === 'damaged' || copy !== 'absent') throw recordDamaged(pathIn(folder), copy)
  return newRecord(folder)
}

/** Null where there is none that can be read. */
export async function savedRecord(folder: string): Promise<DatabaseRecord | null> {
  for (const path of [pathIn(folder), copyOf(folder)]) {
    const saved = await read(path)
    if (typeof saved === 'object') return saved
  }
  return null
}

async function read(path: string): Promise<DatabaseRecord | 'absent' | 'damaged'> {
  try {
    return v.parse(Record, JSON.parse(await readOwnFile(path)))
  } catch (error) {
    if (isMissing(error)) return 'absent'
    if (error instanceof SyntaxError || error instanceof v.ValiError) return 'damaged'
    throw error
  }
}

async function newRecord(folder: string): Promise<DatabaseRecord> {
  const record: DatabaseRecord = {
    ...(await chooseAddress()),
    username: 'serverless_app',
    password: randomBytes(18).toString('base64url'),
    schema: 'serverless_app',
    nonce: randomBytes(16).toString('hex'),
  }
  const text = JSON.stringify(record)
  await replaceFile(pathIn(folder), text)
  // It never changes, so a copy is good for as long as the lab is.
  await replaceFile(copyOf(folder), text)
  return record
}

const pathIn = (folder: string): string => join(folder, 'database.json')
const copyOf = (folder: string): string => `${pathIn(folder)}.bak`
