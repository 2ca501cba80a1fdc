import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { LabError } from '../../core/errors.js'
import { readPackage } from '../../deployment-package/read-package.js'
import { RefusedPackage } from '../../deployment-package/refused-package.js'
import { type Text, verbatim } from '../../system/text.js'

/** The files of a deployment package by path; folders have no entry of their own. */
export type Files = ReadonlyMap<string, ZippedFile>

export interface ZippedFile {
  readonly content: Uint8Array
  /** Unix permissions, such as 0o644. */
  readonly mode: number
}

/** Throws `code-not-a-zip`, or `code-entry-refused` where an entry is not one that could be put back as it was. */
export async function unzip(bytes: Uint8Array): Promise<Files> {
  const files = new Map<string, ZippedFile>()
  try {
    for (const { kind, path, mode, content } of await readPackage(bytes)) {
      if (kind === 'file') files.set(path, { content: await buffer(content()), mode: mode || 0o644 })
    }
  } catch (thrown) {
    throw thrown instanceof RefusedPackage && thrown.fault.kind === 'entry'
      ? entryRefused(thrown)
      : notAZip(thrown)
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

function notAZip(cause: unknown): LabError {
  return new LabError({
    code: 'code-not-a-zip',
    what: {
      en: "The function's deployment package cannot be read.",
      ko: '함수의 배포 패키지를 읽을 수 없습니다.',
    },
    why: whyOf(cause),
    next: {
      en: 'Upload its code again in the Lambda console, then type the same command.',
      ko: 'Lambda 콘솔에서 코드를 다시 업로드한 뒤 같은 명령을 실행하세요.',
    },
    cause,
  })
}

function entryRefused(cause: RefusedPackage): LabError {
  return new LabError({
    code: 'code-entry-refused',
    what: {
      en: "The function's deployment package has an entry that the lab does not unpack.",
      ko: '함수의 배포 패키지에 실습에서 풀지 않는 항목이 있습니다.',
    },
    why: cause.why,
    next: {
      en: 'Pack the code again without it and upload it, then type the same command.',
      ko: '해당 항목을 빼고 코드를 다시 압축해 업로드한 뒤 같은 명령을 실행하세요.',
    },
    cause,
  })
}

const whyOf = (cause: unknown): Text =>
  cause instanceof RefusedPackage
    ? cause.why
    : verbatim(cause instanceof Error ? cause.message : String(cause))
