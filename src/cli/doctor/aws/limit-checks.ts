import {
  CONCURRENT_EXECUTIONS,
  concurrency,
  gatewayThrottle,
  THROTTLE_RATE,
} from '../../../aws/account/limits.js'
import type { Text } from '../../../system/text.js'
import { type DoctorCheck, ok } from '../check.js'
import type { Account } from './account.js'
import { NO_CREDENTIALS, withPrerequisite } from './prerequisite.js'

/** What an account has when nothing of it was lowered or raised; a new one has 10. */
const DEFAULT_CONCURRENCY = 1_000
/** API Gateway's in most Regions. */
const DEFAULT_RATE = 10_000

export function concurrencyCheck({ aws, signedIn }: Account): DoctorCheck {
  return {
    id: 'concurrency',
    name: { en: 'Lambda concurrency', ko: 'Lambda 동시성' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => {
        const { account, unreserved, reserved } = await concurrency(aws)
        const own: Text =
          reserved === null
            ? { en: '', ko: '' }
            : {
                en: `, ${grouped(reserved)} reserved for the function`,
                ko: `, 함수에 예약 ${grouped(reserved)}`,
              }
        const detail: Text = {
          en: `${grouped(account)} for the account, ${grouped(unreserved)} unreserved${own.en}`,
          ko: `계정 전체 ${grouped(account)}, 예약되지 않은 것 ${grouped(unreserved)}${own.ko}`,
        }
        const usable = reserved ?? unreserved
        if (usable >= DEFAULT_CONCURRENCY) return ok(detail)
        return {
          kind: usable === 0 ? 'failed' : 'warning',
          detail,
          fix: {
            en: `Load beyond that is throttled, even after the optimization (${grouped(usable * 10)} requests/s at most). Request an increase: \`aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${CONCURRENT_EXECUTIONS} --desired-value ${DEFAULT_CONCURRENCY}\`.`,
            ko: `이를 넘는 부하는 최적화한 뒤에도 스로틀됩니다(최대 초당 ${grouped(usable * 10)}건). 할당량을 요청하세요: \`aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${CONCURRENT_EXECUTIONS} --desired-value ${DEFAULT_CONCURRENCY}\``,
          },
        }
      }),
  }
}

export function throttleCheck({ aws, signedIn }: Account): DoctorCheck {
  return {
    id: 'throttle',
    name: { en: 'API Gateway throttle', ko: 'API Gateway 스로틀' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => {
        const { rate, burst } = await gatewayThrottle(aws)
        const detail: Text = {
          en: `${grouped(rate)} requests/s, ${grouped(burst)} at once`,
          ko: `초당 ${grouped(rate)}건, 순간 ${grouped(burst)}건`,
        }
        if (rate >= DEFAULT_RATE) return ok(detail)
        return {
          kind: 'warning',
          detail,
          fix: {
            en: `Requests beyond that are answered with 429. Stay below it with \`--requests-per-second\`, or raise the quota ${THROTTLE_RATE}.`,
            ko: `이를 넘는 요청은 429로 거부됩니다. \`--requests-per-second\`로 그보다 낮게 유지하거나 할당량 ${THROTTLE_RATE}을(를) 올리세요.`,
          },
        }
      }),
  }
}

const grouped = (value: number): string => value.toLocaleString('en-US')
