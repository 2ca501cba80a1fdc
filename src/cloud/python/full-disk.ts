import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isDiskFull } from '../../system/disk-reserve.js'
import { CloudStartError } from '../control/start-errors.js'

/** The error itself, or one that names the disk where what failed, in Node, Python, pip or cp, is that there was no room. */
export async function namingFullDisk(error: unknown, cacheDir: string): Promise<unknown> {
  const said = error instanceof Error ? error.message : ''
  if (isDiskFull(error) || saysDiskFull(said)) return noRoom(await fuller(cacheDir, tmpdir()))
  return error
}

/** Of all that a program said that failed, whether it was that there was no room: throws then what `namingFullDisk` knows. */
export function throwIfDiskFull(output: string): void {
  if (saysDiskFull(output)) throw new Error(output)
}

/** `Errno` is Python's, which says the rest in the person's language. */
const saysDiskFull = (output: string): boolean =>
  /\[Errno (28|122)\]|No space left on device|Disk quota exceeded/.test(output)

/** pip unpacks among the temporary files, and takes them away before anybody can look. */
async function fuller(cacheDir: string, temporary: string): Promise<Place> {
  const [cache, other] = await Promise.all([cacheDir, temporary].map(freeBytes))
  return other !== undefined && cache !== undefined && other < cache
    ? { folder: temporary, variable: 'TMPDIR' }
    : { folder: cacheDir, variable: 'SERVERLESS_LOAD_LAB_CACHE' }
}

interface Place {
  readonly folder: string
  /** Chooses another. */
  readonly variable: 'SERVERLESS_LOAD_LAB_CACHE' | 'TMPDIR'
}

async function freeBytes(folder: string): Promise<number> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
}

const noRoom = ({ folder, variable }: Place): CloudStartError =>
  new CloudStartError(
    'disk-full',
    {
      en: 'There is no room for the Python environment.',
      ko: 'Python 환경을 만들 공간이 없습니다.',
    },
    {
      en: `The disk with ${folder} is full (ENOSPC). Nothing half-made was left there.`,
      ko: `${folder}이(가) 있는 디스크가 가득 찼습니다(ENOSPC). 만들다 만 파일은 남기지 않았습니다.`,
    },
    {
      en: `Free some space, or choose a folder on another disk with ${variable}, then type the same command again.`,
      ko: `공간을 확보하거나 ${variable}로 다른 디스크의 폴더를 지정한 뒤 같은 명령을 다시 실행하세요.`,
    },
  )
