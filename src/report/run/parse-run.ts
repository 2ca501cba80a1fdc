import * as v from 'valibot'
import { LabError } from '../../core/errors.js'
import type { TestRun } from './run.js'
import { RUN } from './run-schema.js'

/** Reads a recorded test. Throws `damaged-run` for anything that is not one: the file lies where a person can edit it. */
export function parseRun(bytes: Uint8Array): TestRun {
  const parsed = v.safeParse(RUN, decoded(bytes))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const at = v.getDotPath(issue)
  throw damaged(at === null ? issue.message : `${at}: ${issue.message}`)
}

function decoded(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error))
  }
}

function damaged(why: string): LabError {
  return new LabError({
    code: 'damaged-run',
    what: { en: 'A recorded load test cannot be read.', ko: '기록된 부하 테스트를 읽을 수 없습니다.' },
    why: { en: why, ko: why },
    next: {
      en: 'Run the load test again: `lab reset load-test-1`, then `lab next`.',
      ko: '부하 테스트를 다시 실행하세요. `lab reset load-test-1`을 실행한 뒤 `lab next`를 실행합니다.',
    },
  })
}
