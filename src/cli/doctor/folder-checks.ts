import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Text } from '../../system/text.js'
import { type DoctorCheck, ok } from './check.js'

/** Two Python environments, pip's downloads, and a database. */
const NEEDED_GIB = 1.5

export function diskCheck(dir: string): DoctorCheck {
  return {
    id: 'disk',
    name: { en: 'disk space', ko: '디스크 공간' },
    run: async () => {
      const { bavail, bsize } = await statfs(await nearest(dir))
      const gib = (bavail * bsize) / 2 ** 30
      const free = { en: `${gib.toFixed(1)} GiB free`, ko: `${gib.toFixed(1)} GiB 사용 가능` }
      if (gib >= NEEDED_GIB) return ok(free)
      return {
        kind: 'failed',
        detail: free,
        fix: {
          en: `Free some space: about ${NEEDED_GIB} GiB is needed.`,
          ko: `약 ${NEEDED_GIB} GiB가 필요합니다. 공간을 확보하세요.`,
        },
      }
    },
  }
}

/** Whether a folder that may not be there yet could be made and written. */
export function writableCheck(id: string, name: Text, dir: string): DoctorCheck {
  return {
    id,
    name,
    run: async () => {
      const there = await nearest(dir)
      try {
        if (!(await stat(there)).isDirectory()) throw new Error('not a folder')
        await access(there, constants.W_OK | constants.X_OK)
        return ok(dir)
      } catch {
        return {
          kind: 'failed',
          detail: { en: `${there} is not writable.`, ko: `${there}에 쓸 수 없습니다.` },
          fix: id === 'cache' ? CHOOSE_CACHE : CHOOSE_DIR,
        }
      }
    },
  }
}

const CHOOSE_CACHE: Text = {
  en: 'Make it writable, or choose another with SERVERLESS_LOAD_LAB_CACHE.',
  ko: '쓰기 권한을 주거나 SERVERLESS_LOAD_LAB_CACHE로 다른 폴더를 지정하세요.',
}
const CHOOSE_DIR: Text = {
  en: 'Make it writable, or choose another with `--dir`.',
  ko: '쓰기 권한을 주거나 `--dir`로 다른 폴더를 지정하세요.',
}

/** The path itself, or the closest of its parents that is there. */
async function nearest(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  )
  return there || dirname(path) === path ? path : nearest(dirname(path))
}
