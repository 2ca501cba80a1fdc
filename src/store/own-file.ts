import type { Stats } from 'node:fs'
import { LabError } from '../core/errors.js'
import type { Text } from '../core/text.js'
import { shellWord } from './shell-word.js'

/**
 * The lab's files are its user's, and closed to everybody else. One that came with a repository or an archive is not: git keeps no
 * such mode. As ssh does with a key, the lab does not believe it until its user says so.
 */
export function requireOwnFile(path: string, facts: Stats): void {
  requireOwner(path, facts)
  // A system without users has no such modes either.
  if (process.getuid === undefined || (facts.mode & 0o077) === 0) return
  const mode = (facts.mode & 0o777).toString(8).padStart(4, '0')
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

/** Throws where a file or a folder is another user's, who can change it at any time. */
export function requireOwner(path: string, { uid }: Stats): void {
  const user = process.getuid?.()
  if (user === undefined || uid === user) return
  throw notPrivate(
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
}

const DECIDES: Text = {
  en: 'The lab runs commands and changes an account by what it finds there.',
  ko: '실습은 이 내용에 따라 명령을 실행하고 계정의 리소스를 변경합니다.',
}

function notPrivate(path: string, why: Text, next: Text): LabError {
  return new LabError({
    code: 'file-not-private',
    what: { en: `The lab does not trust ${path}.`, ko: `실습이 ${path}을(를) 신뢰할 수 없습니다.` },
    why,
    next,
  })
}
