import type { Text } from '../../system/text.js'
import { count } from '../numbers.js'
import type { TestRun } from '../run/run.js'

/** What happened to the function's code between two tests. */
export type CodeChange =
  | 'none'
  /** The workshop's optimization of the workshop's code: of this it is known what it does, and what the workshop saw of it. */
  | 'workshops'
  | 'other'
  /** One of them was recorded before the code was. */
  | 'not-recorded'

export function codeChange({ code: one }: TestRun, { code: two }: TestRun): CodeChange {
  if (one === undefined || two === undefined) return 'not-recorded'
  if (one.sha256 === two.sha256) return 'none'
  return one.is === 'workshop-original' && two.is === 'workshop-optimized' ? 'workshops' : 'other'
}

/** It, in words: what is known of the code, or what Secrets Manager counted. */
export function changedCode(before: TestRun, after: TestRun): Text {
  const change = codeChange(before, after)
  switch (change) {
    case 'none':
      return {
        en: 'Its code was not changed between the tests.',
        ko: '두 테스트 사이에 코드를 변경하지 않았습니다.',
      }
    case 'workshops':
      return {
        en: 'Between the tests its code was changed: it now reads the database secret and connects once per execution environment instead of on every invocation.',
        ko: '두 테스트 사이에 코드를 변경했습니다. 이제 보안 암호 조회와 데이터베이스 연결을 호출마다 하지 않고 실행 환경마다 한 번만 합니다.',
      }
    case 'other': {
      const reads = secretReads(before, after)
      return {
        en: `Between the tests its code was changed.${reads.en}`,
        ko: `두 테스트 사이에 코드를 변경했습니다.${reads.ko}`,
      }
    }
    case 'not-recorded':
      return {
        en: 'Whether its code was changed between the tests was not recorded.',
        ko: '두 테스트 사이에 코드를 변경했는지는 기록되지 않았습니다.',
      }
  }
}

function secretReads({ secretReads: one }: TestRun, { secretReads: two }: TestRun): Text {
  if (one.kind !== 'counted' || two.kind !== 'counted' || one.reads + two.reads === 0)
    return { en: '', ko: '' }
  return {
    en: ` Secrets were read ${count(one.reads)} times during test 1 and ${count(two.reads)} times during test 2.`,
    ko: ` 보안 암호 조회는 1차 테스트 중 ${count(one.reads)}회, 2차 테스트 중 ${count(two.reads)}회였습니다.`,
  }
}
