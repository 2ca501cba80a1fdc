import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { privacyOf, readChecked } from '../../system/private-file.js'
import { shellQuoted } from '../../system/shell-words.js'
import type { Text } from '../../system/text.js'
import { CloudStartError } from '../control/start-errors.js'

/**
 * As `readFile`, of a file that the cloud wrote itself: it names addresses to serve, keys to trust and programs to start. Throws
 * CloudStartError `file-not-private`.
 */
export const readOwnFile = async (path: string): Promise<string> => readChecked(path, requireOwn)

/** The same for a cloud's whole folder, which is made 0700: programs lie in it. */
export async function requireOwnFolder(path: string): Promise<void> {
  requireOwn(path, await stat(path))
}

/** As ssh does with a key, the cloud does not believe what others could have made until its user says so. */
export function requireOwn(path: string, facts: Stats): void {
  const privacy = privacyOf(facts)
  if (privacy.kind === 'another-users') throw notPrivate(path, anotherUsers(privacy.uid), TAKE_ANOTHER)
  if (privacy.kind === 'open') throw notPrivate(path, openMode(privacy.mode), trusting(path, facts))
}

function notPrivate(path: string, why: Text, next: Text): CloudStartError {
  const what = {
    en: `The local cloud does not trust ${path}.`,
    ko: `로컬 클라우드가 ${path}을(를) 신뢰할 수 없습니다.`,
  }
  return new CloudStartError('file-not-private', what, why, next)
}

const anotherUsers = (uid: number): Text => ({
  en: `It belongs to another user (${uid}), and it decides which programs the cloud runs.`,
  ko: `다른 사용자(${uid})의 소유이며, 로컬 클라우드가 실행할 프로그램을 결정합니다.`,
})

const openMode = (mode: string): Text => ({
  en: `Other users may read or change it (its mode is ${mode}). The cloud keeps its files private, so this may have come with a repository or an archive. It decides which programs the cloud runs.`,
  ko: `다른 사용자가 읽거나 바꿀 수 있습니다(모드 ${mode}). 로컬 클라우드는 다른 사용자가 접근할 수 없게 저장하므로 저장소나 압축 파일에 들어 있던 것일 수 있습니다. 로컬 클라우드가 실행할 프로그램이 여기에 따라 정해집니다.`,
})

const TAKE_ANOTHER: Text = {
  en: 'Choose another folder with --dir, or work as that user.',
  ko: '--dir로 다른 폴더를 지정하거나 해당 사용자로 실행하세요.',
}

function trusting(path: string, facts: Stats): Text {
  const command = `chmod ${facts.isDirectory() ? 700 : 600} ${shellQuoted(path)}`
  return {
    en: `If you made it, type: ${command}. If not, remove the lab's folder, or choose another with --dir.`,
    ko: `직접 만든 것이 맞다면 다음을 입력하세요: ${command}. 아니라면 실습 폴더를 삭제하거나 --dir로 다른 폴더를 지정하세요.`,
  }
}
