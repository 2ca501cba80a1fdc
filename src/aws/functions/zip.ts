import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { LabError } from '../../core/errors.js'
import { verbatim } from '../../system/text.js'

/** The files of a deployment package by path; folders have no entry of their own. */
export type Files = ReadonlyMap<string, ZippedFile>

export interface ZippedFile {
  readonly content: Uint8Array
  /** Unix permissions, such as 0o644. */
  readonly mode: number
}

export async function unzip(bytes: Uint8Array): Promise<Files> {
  const files = new Map<string, ZippedFile>()
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true })
    let left = LARGEST
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      left -= entry.uncompressedSize
      if (left < 0) throw new Error('unpacked it is larger than Lambda allows')
      const content = await buffer(await zip.openReadStreamPromise(entry))
      files.set(entry.fileName, { content, mode: (entry.externalFileAttributes >>> 16) & 0o777 || 0o644 })
    }
  } catch (thrown) {
    throw notAZip(thrown)
  }
  return files
}

/** The same files give the same bytes wherever and whenever, so that a hash tells whether anything changed. */
export async function zip(files: Files): Promise<Uint8Array> {
  const pack = new ZipFile()
  const size = [...files.values()].reduce((sum, { content }) => sum + content.byteLength, 0)
  for (const [path, { content, mode }] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    pack.addBuffer(Buffer.from(content), path, {
      mtime: OLDEST_DOS_DATE,
      forceDosTimestamp: true,
      mode: 0o100000 | mode,
      // What zlib writes depends on its version, so small packages go as they are.
      compress: size > COMPRESS_ABOVE,
    })
  }
  pack.end()
  return buffer(pack.outputStream)
}

/** A DOS time is local time: read back it is the same everywhere. */
const OLDEST_DOS_DATE = new Date(1980, 0, 1)
const COMPRESS_ABOVE = 10 * 1024 * 1024
/** Lambda's limit is 250 MB. */
const LARGEST = 262_144_000

function notAZip(cause: unknown): LabError {
  return new LabError({
    code: 'code-not-a-zip',
    what: {
      en: "The function's deployment package cannot be read.",
      ko: '함수의 배포 패키지를 읽을 수 없습니다.',
    },
    why: verbatim(cause instanceof Error ? cause.message : String(cause)),
    next: {
      en: 'Upload its code again in the Lambda console, then type the same command.',
      ko: 'Lambda 콘솔에서 코드를 다시 업로드한 뒤 같은 명령을 실행하세요.',
    },
    cause,
  })
}
