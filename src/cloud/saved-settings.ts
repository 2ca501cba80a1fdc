import { randomBytes, randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { createFile, replaceFile } from '../system/durable-file.js'
import { isMissing } from '../system/error-codes.js'
import { makePrivateFolder } from '../system/private-file.js'
import { cloudFiles } from './control/cloud-files.js'
import { CloudStartError } from './control/start-errors.js'
import type { Behavior, Settings } from './settings.js'
import { readOwnFile, requireOwnFolder } from './persistence/require-private.js'

/** What the first start may choose. */
export interface FirstStart {
  readonly region: string
  readonly scale: Settings['scale']
  readonly scalingModel: Settings['scalingModel']
}

const Saved = v.object({
  schema: v.literal(1),
  region: v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
  account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  accessKeyId: v.pipe(v.string(), v.minLength(16)),
  secretAccessKey: v.pipe(v.string(), v.minLength(32)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  scale: v.object({
    size: v.pipe(v.number(), v.minValue(1), v.maxValue(1_000)),
    time: v.pipe(v.number(), v.minValue(1), v.maxValue(60)),
  }),
  scalingModel: v.picklist(['workshop-2021', 'current']),
  delays: v.optional(v.picklist(['none', 'aws-like']), 'none'),
  cloud9: v.optional(v.picklist(['open', 'closed']), 'open'),
})
type Saved = v.InferOutput<typeof Saved>

/**
 * The settings of that folder, made at the first start: of two first starts at once, one makes them and both have them.
 * `behavior` is saved where it is told.
 */
export async function settingsOf(
  dir: string,
  first: FirstStart,
  behavior: Partial<Behavior> = {},
): Promise<Settings> {
  await makePrivateFolder(dir)
  await requireOwnFolder(dir)
  const path = cloudFiles(dir).settings
  const before = (await load(path)) ?? (await make(path, first))
  const saved = { ...before, ...behavior }
  if (saved.delays !== before.delays || saved.cloud9 !== before.cloud9)
    await replaceFile(path, textOf(saved), { writers: 'many' })
  return { ...saved, dir: resolve(dir), cacheDir: cacheDir() }
}

/** Another free port for a cloud that nobody knows yet; where another start of it has moved meanwhile, the one it moved to. */
export async function withNewPort(settings: Settings): Promise<Settings> {
  const path = cloudFiles(settings.dir).settings
  const saved = await load(path)
  if (saved === null) throw new Error(`${path} is gone`)
  if (saved.port !== settings.port) return { ...settings, port: saved.port }
  const port = await freePort()
  await replaceFile(path, textOf({ ...saved, port }), { writers: 'many' })
  return { ...settings, port }
}

/** Where Python environments and downloads are kept for all labs of this user. */
export function cacheDir(): string {
  const { SERVERLESS_LOAD_LAB_CACHE: own, XDG_CACHE_HOME: xdg } = process.env
  if (own !== undefined && own !== '') return resolve(own)
  if (xdg !== undefined && xdg !== '') return join(resolve(xdg), 'serverless-load-lab')
  const base =
    process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache')
  return join(base, 'serverless-load-lab')
}

async function load(path: string): Promise<Saved | null> {
  try {
    return v.parse(Saved, JSON.parse(await readOwnFile(path)))
  } catch (error) {
    if (isMissing(error)) return null
    if (error instanceof SyntaxError || error instanceof v.ValiError) throw damaged(path)
    throw error
  }
}

async function make(path: string, first: FirstStart): Promise<Saved> {
  const made: Saved = {
    schema: 1,
    ...first,
    account: String(randomInt(100_000_000_000, 999_999_999_999)),
    accessKeyId: `AKIA${letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    port: await freePort(),
    delays: 'none',
    cloud9: 'open',
  }
  const outcome = await createFile(path, textOf(made))
  return outcome === 'created' ? made : ((await load(path)) ?? made)
}

const textOf = (saved: Saved): string => `${JSON.stringify(saved, null, 2)}\n`

const letters = (count: number, alphabet: string): string =>
  Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length))).join('')

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen({ host: '127.0.0.1', port: 0 }, listening)
  })
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (typeof address !== 'object' || address === null) throw new Error('No free port')
  return address.port
}

const damaged = (path: string): CloudStartError =>
  new CloudStartError(
    'world-damaged',
    {
      en: `The local cloud's settings cannot be read: ${path}`,
      ko: `로컬 클라우드의 설정을 읽을 수 없습니다: ${path}`,
    },
    { en: 'It was changed or truncated.', ko: '파일이 수정되었거나 잘렸습니다.' },
    {
      en: 'Restore the file, or remove the whole folder to start with a new local cloud.',
      ko: '파일을 복구하거나, 새 로컬 클라우드로 시작하려면 폴더 전체를 삭제하세요.',
    },
  )
