import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import { replaceFile } from '../../system/durable-file.js'
import { isMissing } from '../../system/error-codes.js'
import { shellQuoted } from '../../system/shell-words.js'
import type { Text } from '../../system/text.js'
import { readOwnFile } from '../persistence/require-private.js'
import { CloudStartError } from '../control/start-errors.js'
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

/** Nothing was changed: what the database holds is still in its folder. `copy`: what there is beside it. */
function recordDamaged(path: string, copy: object | 'absent' | 'damaged'): CloudStartError {
  return new CloudStartError(
    'world-damaged',
    {
      en: `The record of the local cloud's database cannot be read: ${path}`,
      ko: `로컬 클라우드의 데이터베이스 기록을 읽을 수 없습니다: ${path}`,
    },
    {
      en: 'It was changed or truncated. It holds the address and the password that the function uses.',
      ko: '파일이 수정되었거나 잘렸습니다. 함수가 사용하는 주소와 암호가 들어 있는 파일입니다.',
    },
    typeof copy === 'object' ? fromCopy(path) : BEGIN_ANEW,
  )
}

function fromCopy(path: string): Text {
  const command = `cp ${shellQuoted(`${path}.bak`)} ${shellQuoted(path)}`
  return {
    en: `There is a copy of it. To put it back: ${command}`,
    ko: `사본이 있습니다. 되돌리려면 다음을 실행하세요: ${command}`,
  }
}

const BEGIN_ANEW: Text = {
  en: "There is no copy of it. Move the lab's folder away and start with a new local cloud.",
  ko: '사본이 없습니다. 실습 폴더를 다른 곳으로 옮기고 새 로컬 클라우드로 시작하세요.',
}

/** Where a cloud's database lives. */
export const databaseFolder = (dir: string): string => join(dir, 'mysql')

/** The variable, as `NAME=value`, in the environment of the database's processes, and of no others. */
export const markOf = ({ nonce }: DatabaseRecord): string => `LOCAL_CLOUD_DATABASE=${nonce}`
