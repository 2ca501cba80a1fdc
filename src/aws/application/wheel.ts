import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { LabError } from '../../core/errors.js'
import { verbatim } from '../../system/text.js'

/** The MySQL client that the function imports, pure Python (MIT), as PyPI has it: never another content under this name. */
export const PYMYSQL = {
  version: '1.2.4',
  url: 'https://files.pythonhosted.org/packages/a3/60/acffa1e7261fdc68fadf6f196b66058e03dcb3df239f2c0acbfd11165845/pymysql-1.2.4-py3-none-any.whl',
  sha256: 'e169bed906168fffd0088925f45b3df024c2775c6fd128da0df773d47c458840',
} as const

/** The wheel from the cache, else from PyPI; whatever has another hash is not taken. */
export async function pymysqlWheel(cacheDir: string): Promise<Uint8Array> {
  const folder = join(cacheDir, 'wheels')
  const path = join(folder, basename(PYMYSQL.url))
  const kept = await readFile(path).catch(() => null)
  if (kept !== null && isGenuine(kept)) return kept
  const fetched = await download(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path, fetched, { mode: 0o600 })
  return fetched
}

async function download(path: string): Promise<Uint8Array> {
  try {
    const response = await fetch(PYMYSQL.url, { signal: AbortSignal.timeout(60_000) })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (!isGenuine(bytes)) throw new Error('it has another SHA-256 than the one expected')
    return bytes
  } catch (thrown) {
    throw notFetched(path, thrown)
  }
}

const isGenuine = (bytes: Uint8Array): boolean =>
  createHash('sha256').update(bytes).digest('hex') === PYMYSQL.sha256

function notFetched(path: string, cause: unknown): LabError {
  return new LabError({
    code: 'pymysql-not-fetched',
    what: {
      en: `PyMySQL ${PYMYSQL.version}, which the function needs, could not be downloaded from PyPI.`,
      ko: `함수에 필요한 PyMySQL ${PYMYSQL.version}을(를) PyPI에서 받지 못했습니다.`,
    },
    why: verbatim(cause instanceof Error ? cause.message : String(cause)),
    next: {
      en: `Type the same command again, or put ${basename(path)} (\`pip download --no-deps pymysql==${PYMYSQL.version}\`) at ${path}.`,
      ko: `같은 명령을 다시 실행하거나, \`pip download --no-deps pymysql==${PYMYSQL.version}\`로 받은 ${basename(path)} 파일을 ${path}에 두세요.`,
    },
    cause,
  })
}
