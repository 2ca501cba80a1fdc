import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { chooseAddress } from './address.js'

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

/** The database's facts in `folder`, made at the first start. Owner only: the password is in it. */
export async function databaseRecord(folder: string): Promise<DatabaseRecord> {
  return (await savedRecord(folder)) ?? newRecord(folder)
}

/** Null where there is none yet. */
export async function savedRecord(folder: string): Promise<DatabaseRecord | null> {
  const text = await readFile(pathIn(folder), 'utf8').catch(() => null)
  return text === null ? null : v.parse(Record, JSON.parse(text))
}

async function newRecord(folder: string): Promise<DatabaseRecord> {
  const record: DatabaseRecord = {
    ...(await chooseAddress()),
    username: 'serverless_app',
    password: randomBytes(18).toString('base64url'),
    schema: 'serverless_app',
    nonce: randomBytes(16).toString('hex'),
  }
  await writeFile(`${pathIn(folder)}.new`, JSON.stringify(record), { mode: 0o600 })
  await rename(`${pathIn(folder)}.new`, pathIn(folder))
  return record
}

const pathIn = (folder: string): string => join(folder, 'database.json')
