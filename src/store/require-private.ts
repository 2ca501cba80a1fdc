import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { LabError } from '../core/errors.js'
import { makePrivateFolder, privacyOf } from '../system/private-file.js'
import { shellWord } from '../system/shell-words.js'
import type { Text } from '../system/text.js'
import { writeFailure } from './file-failures.js'

/** As ssh does with a key, the lab does not believe a file that others could have made until its user says so. */
export function requireOwnFile(path: string, facts: Stats): void {
  const privacy = privacyOf(facts)
  if (privacy.kind === 'private') return
  if (privacy.kind === 'another-users') throw anotherUsers(path, privacy.uid)
  const { mode } = privacy
  throw notPrivate(
    path,
    {
      en: `Other users may read or change it (its mode is ${mode}). The lab keeps its files private, so this one may have come with a repository or an archive. ${DECIDES.en}`,
      ko: `다른 사용자가 읽거나 바꿀 수 있습니다(모드 ${mode}). 실습은 다른 사용자가 접근할 수 없게 저장하므로 저장소나 압축 파일에 들어 있던 것일 수 있습니다. ${DECIDES.ko}`,
    },
    {
      en: `If you made it, type: chmod 600 ${shellWord(path)}. If not, remove the lab's folder, or choose another with --dir.`,
      ko: `직접 만든 것이 맞다면 다음을 입력하세요: chmod 600 ${shellWord(path)}. 아니라면 실습 폴더를 삭제하거나 --dir로 다른 폴더를 지정하세요.`,
    },
  )
}

/** Makes the folder, 0700, where there is none. One that is another's, or that others could write to, is refused: they could plant a state. */
export async function privateFolder(path: string): Promise<void> {
  try {
    await makePrivateFolder(path)
  } catch (thrown) {
    throw writeFailure(path, thrown)
  }
  const facts = await stat(path)
  const privacy = privacyOf(facts)
  if (privacy.kind === 'another-users') throw anotherUsers(path, privacy.uid)
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

const DECIDES: Text = {
  en: 'The lab runs commands and changes an account by what it finds there.',
  ko: '실습은 이 내용에 따라 명령을 실행하고 계정의 리소스를 변경합니다.',
}

const anotherUsers = (path: string, uid: number): LabError =>
  notPrivate(
    path,
    {
      en: `It belongs to another user (${uid}). ${DECIDES.en}`,
      ko: `다른 사용자(${uid})의 소유입니다. ${DECIDES.ko}`,
    },
    {
      en: 'Choose another folder with --dir, or work as that user.',
      ko: '--dir로 다른 폴더를 지정하거나 해당 사용자로 실행하세요.',
    },
  )

const notPrivate = (path: string, why: Text, next: Text): LabError =>
  new LabError({
    code: 'file-not-private',
    what: { en: `The lab does not trust ${path}.`, ko: `실습이 ${path}을(를) 신뢰할 수 없습니다.` },
    why,
    next,
  })
