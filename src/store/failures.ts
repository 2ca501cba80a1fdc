import { LabError } from '../core/errors.js'
import { type Text, verbatim } from '../core/text.js'

/** The system's code of a failed file operation, such as `ENOENT`; null for anything else. */
export function fileErrorCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null
  return typeof thrown.code === 'string' ? thrown.code : null
}

/** A write that failed, for a person. What was on the disk before is still there: every write here is whole or nothing. */
export function writeFailure(path: string, thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown
  const code = fileErrorCode(thrown) ?? ''
  return new LabError({ ...explain(code, path), exit: 'failed', cause: thrown })
}

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
          en: 'Where its folder should be, there is a file.',
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
