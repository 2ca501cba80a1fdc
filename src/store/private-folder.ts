import { mkdir, stat } from 'node:fs/promises'
import { LabError } from '../core/errors.js'
import { writeFailure } from './failures.js'

/** Makes the folder, 0700, where there is none. One that others could write to is refused: they could plant a state. */
export async function privateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (thrown) {
    throw writeFailure(path, thrown)
  }
  const { mode } = await stat(path)
  if ((mode & 0o022) === 0) return
  throw new LabError({
    code: 'folder-open-to-others',
    what: {
      en: `Others on this machine can write to ${path}.`,
      ko: `이 컴퓨터의 다른 사용자가 ${path} 폴더에 쓸 수 있습니다.`,
    },
    why: {
      en: 'The lab runs commands and changes an account by what it finds there.',
      ko: '실습은 이 폴더의 내용에 따라 명령을 실행하고 계정의 리소스를 변경합니다.',
    },
    next: {
      en: `Type: chmod 700 ${shellWord(path)}, or choose another folder with --dir.`,
      ko: `chmod 700 ${shellWord(path)} 명령을 실행하거나 --dir로 다른 폴더를 지정하세요.`,
    },
  })
}

/** A path as one word of a shell command, for pasting. */
export function shellWord(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
