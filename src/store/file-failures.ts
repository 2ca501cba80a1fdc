import { LabError } from '../core/errors.js'
import { errorCode } from '../system/error-codes.js'
import { type Text, verbatim } from '../system/text.js'

/** A write that failed, for a person. What was on the disk before is still there: every write here is whole or nothing. */
export function writeFailure(path: string, thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown
  const code = errorCode(thrown) ?? ''
  return new LabError({ ...explain(code, path), exit: 'failed', cause: thrown })
}

/** A file or folder that the system does not let this user have, wherever in the lab it was tried; null for anything else. */
export function permissionDenied(thrown: unknown): LabError | null {
  const code = errorCode(thrown) ?? ''
  if (!REFUSALS.has(code) || !(thrown instanceof Error)) return null
  const { path, syscall = '' }: NodeJS.ErrnoException = thrown
  // A program that may not be started is another matter, and a socket's error has no path.
  if (path === undefined || syscall.startsWith('spawn')) return null
  return new LabError({
    code: 'permission-denied',
    what: { en: `Your user has no access to ${path}.`, ko: `현재 사용자에게 ${path} 접근 권한이 없습니다.` },
    why: {
      en: `The system refused access (${code}): the path, or a folder above it, belongs to another user, as happens after a command with sudo.`,
      ko: `시스템이 접근을 거부했습니다(${code}). sudo로 실행한 뒤처럼 해당 경로나 상위 폴더의 소유자가 다른 사용자일 수 있습니다.`,
    },
    next: {
      en: 'Give your user access (chown, chmod), or choose another folder with --dir.',
      ko: 'chown, chmod 명령으로 권한을 부여하거나 --dir로 다른 폴더를 지정하세요.',
    },
    cause: thrown,
  })
}

const REFUSALS: ReadonlySet<string> = new Set(['EACCES', 'EPERM'])

function explain(code: string, path: string): { code: string; what: Text; why: Text; next: Text } {
  const what = { en: `${path} could not be written.`, ko: `${path} 파일을 쓰지 못했습니다.` }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'disk-full',
        what,
        why: {
          en: 'The disk is full. What was saved before is still there.',
          ko: '디스크가 가득 찼습니다. 이전에 저장한 내용은 그대로 남아 있습니다.',
        },
        next: {
          en: 'Free some space, then type the same command again.',
          ko: '공간을 확보한 뒤 같은 명령을 다시 입력하세요.',
        },
      }
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    // Its folder went away, or cannot be made there.
    case 'ENOENT':
      return {
        code: 'folder-not-writable',
        what,
        why: {
          en: 'The folder cannot be written to. What was saved before is still there.',
          ko: '폴더에 쓸 수 없습니다. 이전에 저장한 내용은 그대로 남아 있습니다.',
        },
        next: {
          en: 'Make the folder writable for you, or choose another with --dir.',
          ko: '폴더에 쓰기 권한을 주거나 --dir로 다른 폴더를 지정하세요.',
        },
      }
    case 'ENOTDIR':
    case 'EEXIST':
      return {
        code: 'not-a-folder',
        what,
        why: {
          en: 'There is a file where its folder should be.',
          ko: '폴더가 있어야 할 자리에 파일이 있습니다.',
        },
        next: { en: 'Choose another folder with --dir.', ko: '--dir로 다른 폴더를 지정하세요.' },
      }
    default:
      return {
        code: 'not-saved',
        what,
        why: verbatim(code),
        next: { en: 'Type the same command again.', ko: '같은 명령을 다시 입력하세요.' },
      }
  }
}
