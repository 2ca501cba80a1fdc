import type { ReportLine } from '../../core/resource.js'
import { waitUntil } from '../client/wait.js'

/** As AWS documents EC2 and IAM: mostly a second or two. */
const SECONDS_UNTIL_LISTED = 30

/**
 * What a call made that was cut off before its answer, as soon as it is listed; `none` where it was not for so long that it was never
 * made. Taken for that at once, it would be left behind, and billed.
 */
export async function foundLate<F extends { readonly kind: string }>(
  look: () => Promise<F>,
  signal: AbortSignal,
  report: ReportLine,
): Promise<F> {
  report({
    en: `was being created when the lab ended; up to ${SECONDS_UNTIL_LISTED} s until AWS lists it`,
    ko: `생성 도중에 실습이 중단되었습니다. AWS에서 조회될 때까지 최대 ${SECONDS_UNTIL_LISTED}초 기다립니다`,
  })
  const deadline = performance.now() + SECONDS_UNTIL_LISTED * 1_000
  return waitUntil({
    waitingFor: { en: 'what was being created', ko: '생성 중이던 리소스가 조회되기를 대기' },
    seconds: SECONDS_UNTIL_LISTED * 2,
    signal,
    look: async () => {
      const found = await look()
      return found.kind !== 'none' || performance.now() > deadline ? found : null
    },
  })
}
