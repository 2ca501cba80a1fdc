import { join } from 'node:path'
import { type DatabaseRecord, savedRecord } from './database-record.js'

/** Where a cloud's database lives. */
export const databaseFolder = (dir: string): string => join(dir, 'mysql')

/** The variable, as `NAME=value`, in the environment of the database's processes, and of no others. */
export const markOf = ({ nonce }: DatabaseRecord): string => `LOCAL_CLOUD_DATABASE=${nonce}`

/** By which what a killed cloud left of its database is found; null where it never had one. */
export async function databaseMark(dir: string): Promise<string | null> {
  const record = await savedRecord(databaseFolder(dir))
  return record === null ? null : markOf(record)
}
