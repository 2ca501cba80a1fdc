import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LabError } from '../core/errors.js'
import { fileErrorCode, writeFailure } from './failures.js'
import { requireOwner } from './own-file.js'
import { shellWord } from './shell-word.js'

/** Makes the folder, 0700, where there is none. One that is another's, or that others could write to, is refused: they could plant a state. */
export async function privateFolder(path: string): Promise<void> {
  try {
    await makeFolder(path)
  } catch (thrown) {
    throw writeFailure(path, thrown)
  }
  const facts = await stat(path)
  requireOwner(path, facts)
  if ((facts.mode & 0o022) === 0) return
  throw new LabError({
    code: 'folder-open-to-others',
    what: {
      en: `Others on this machine can write to ${path}.`,
      ko: `이 컴퓨터의 다른 사용자가 ${path} 폴더에 쓸 수 있습니다.`,
    },
    why: {
      en: 'The lab runs commands and changes an account according to what it finds there.',
      ko: '실습은 이 폴더의 내용에 따라 명령을 실행하고 계정의 리소스를 변경합니다.',
    },
    next: {
      en: `Type: chmod 700 ${shellWord(path)}, or choose another folder with --dir.`,
      ko: `chmod 700 ${shellWord(path)} 명령을 실행하거나 --dir로 다른 폴더를 지정하세요.`,
    },
  })
}

/** Not Node's `recursive`: where a folder can have no children, as in /proc, that tries for ever, and no signal ends it. */
async function makeFolder(path: string): Promise<void> {
  const made = mkdir(path, { mode: 0o700 })
  const code = await made.then(() => null, fileErrorCode)
  if (code === null) return
  if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
  if (code !== 'ENOENT' || dirname(path) === path) return made
  await makeFolder(dirname(path))
  await mkdir(path, { mode: 0o700 }).catch(async (thrown: unknown) => {
    // Another command may have been faster.
    if (fileErrorCode(thrown) !== 'EEXIST') throw thrown
  })
}
