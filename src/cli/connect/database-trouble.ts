import { join } from 'node:path'
import { cloudStatus } from '../../cloud/control/cloud-status.js'
import { LabError } from '../../core/errors.js'
import type { Text } from '../../system/text.js'

/** How a function fails that does not reach its database, among other reasons. */
const FAILED_INVOKES: ReadonlySet<string> = new Set(['function-error', 'answer-not-2xx', 'answer-malformed'])

/**
 * The error of a function that failed, or, where the lab's local cloud has no database at that moment, one that says so: then the
 * function is not what is to be mended.
 */
export async function blamingDatabase(error: LabError, labDir: string): Promise<LabError> {
  if (!FAILED_INVOKES.has(error.code)) return error
  const cloud = await cloudStatus(join(labDir, 'cloud'))
  if (cloud.kind !== 'running' || cloud.database === 'up') return error
  const { what, why, exit } = error
  return new LabError({
    code: 'database-not-running',
    exit,
    what,
    why: { en: linesOf(BECAUSE.en, why?.en), ko: linesOf(BECAUSE.ko, why?.ko) },
    next: cloud.database === 'starting' ? WAIT : RESTART,
    cause: error,
  })
}

const linesOf = (first: string, then: string | undefined): string =>
  then === undefined ? first : `${first}\n${then}`

const BECAUSE: Text = {
  en: "The local cloud's database has ended and is not running.",
  ko: '로컬 클라우드의 데이터베이스가 중단되어 실행 중이 아닙니다.',
}
const WAIT: Text = {
  en: 'It is being started again: type the same command in a moment.',
  ko: '다시 시작하는 중이니 잠시 후 같은 명령을 다시 실행하세요.',
}
const RESTART: Text = {
  en: 'Type `lab cloud stop`, then the same command. `lab cloud logs` says why it ended.',
  ko: '`lab cloud stop`을 실행한 뒤 같은 명령을 다시 실행하세요. 원인은 `lab cloud logs`에서 볼 수 있습니다.',
}
