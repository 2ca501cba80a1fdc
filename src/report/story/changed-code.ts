import type { Text } from '../../system/text.js'
import { count } from '../numbers.js'
import type { TestRun } from '../run/run.js'

/** Whether both tests ran the workshop's own code, before and after its optimization: only then may its figures stand beside. */
export function isWorkshops(before: TestRun, after: TestRun | null | undefined): boolean {
  return before.code?.is !== 'other' && after?.code?.is !== 'other'
}

/** Nothing of the code was changed between the two; false too where it was not recorded. */
export function isSameCode(before: TestRun, after: TestRun): boolean {
  return before.code !== undefined && before.code.sha256 === after.code?.sha256
}

/** What happened to the code between the tests: what is known of it, or what Secrets Manager counted. */
export function changedCode(before: TestRun, after: TestRun): Text {
  if (isSameCode(before, after))
    return {
      en: 'Its code was not changed between the tests.',
      ko: '두 테스트 사이에 코드를 변경하지 않았습니다.',
    }
  if (before.code?.is === 'workshop-original' && after.code?.is === 'workshop-optimized')
    return {
      en: 'Between the tests its code was changed: it now reads the database secret and connects once per execution environment instead of on every invocation.',
      ko: '두 테스트 사이에 코드를 변경했습니다. 이제 보안 암호 조회와 데이터베이스 연결을 호출마다 하지 않고 실행 환경마다 한 번만 합니다.',
    }
  const reads = secretReads(before, after)
  return {
    en: `Between the tests its code was changed.${reads.en}`,
    ko: `두 테스트 사이에 코드를 변경했습니다.${reads.ko}`,
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
