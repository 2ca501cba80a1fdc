import { constants } from 'node:fs'
import { mkdir, open, realpath } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { Artifacts } from '../core/artifacts.js'
import { LabError } from '../core/errors.js'
import { replaceFile } from '../system/durable-file.js'
import { errorCode } from '../system/error-codes.js'
import { writeFailure } from './file-failures.js'
import { privateFolder } from './require-private.js'

/** `labDir` is made, then `artifacts` in it, with the first write. */
export function artifactsIn(labDir: string): Artifacts {
  const root = join(labDir, 'artifacts')
  const path = (name: string) => join(root, checked(name))
  return {
    path,
    async write(name, content) {
      const file = path(name)
      await privateFolder(labDir)
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 })
        await stayBelow(root, dirname(file), name)
        await replaceFile(file, content)
      } catch (thrown) {
        throw writeFailure(file, thrown)
      }
    },
    async read(name) {
      const file = path(name)
      try {
        await stayBelow(root, dirname(file), name)
        return await readPlain(file)
      } catch (thrown) {
        if (errorCode(thrown) === 'ENOENT') return null
        throw thrown
      }
    },
  }
}

/** Each part starts with a letter or a digit: no `..`, no hidden file, no temporary name of `replaceFile`. */
function checked(name: string): string {
  const parts = name.split('/')
  if (name.length <= 200 && parts.every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part))) return name
  throw badName(name)
}

/** A link inside the folder must not lead out of it. */
async function stayBelow(root: string, folder: string, name: string): Promise<void> {
  const [top, real] = await Promise.all([realpath(root), realpath(folder)])
  if (real !== top && !real.startsWith(top + sep)) throw badName(name)
}

async function readPlain(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    // What is no file has no end, or no writer.
    return (await file.stat()).isFile() ? await file.readFile() : new Uint8Array()
  } finally {
    await file.close()
  }
}

const badName = (name: string): LabError =>
  new LabError({
    code: 'bad-artifact-name',
    what: {
      en: `${JSON.stringify(name)} is not a valid file name for the lab's artifacts.`,
      ko: `${JSON.stringify(name)}은(는) 실습 결과 파일의 이름으로 쓸 수 없습니다.`,
    },
    why: {
      en: 'Artifacts stay in their folder: letters, digits, dots, dashes, and / between them.',
      ko: '결과 파일은 정해진 폴더 안에만 저장합니다. 영문자, 숫자, 점, 하이픈과 / 구분자만 쓸 수 있습니다.',
    },
    next: null,
  })
