import type { Text } from '../system/text.js'
import type { MeasuredRun } from './run/run.js'

/** Answers of one status other than 2xx, from one source. */
export interface OtherAnswer {
  /** 0: no answer came at all. */
  readonly status: number
  /** `unknown`: the generator did not tell the function's answers from API Gateway's own. */
  readonly by: 'function' | 'api-gateway' | 'nobody' | 'unknown'
  readonly count: number
}

/** What a test's answers other than 2xx were, by status and by who gave them; none where the generator counts no statuses. */
export function otherAnswers({ client }: Pick<MeasuredRun, 'client'>): readonly OtherAnswer[] {
  const { statuses = {}, gatewayStatuses } = client
  return Object.entries(statuses)
    .map(([status, all]) => ({ status: Number(status), all }))
    .filter(({ status, all }) => (status < 200 || status > 299) && all > 0)
    .toSorted((a, b) => a.status - b.status)
    .flatMap(({ status, all }) => bySource(status, all, gatewayStatuses))
}

function bySource(
  status: number,
  all: number,
  gatewayStatuses: Readonly<Record<string, number>> | undefined,
): OtherAnswer[] {
  if (status === 0) return [{ status, by: 'nobody', count: all }]
  if (gatewayStatuses === undefined) return [{ status, by: 'unknown', count: all }]
  const gateways = Math.min(all, gatewayStatuses[status] ?? 0)
  const answers: OtherAnswer[] = [
    { status, by: 'function', count: all - gateways },
    { status, by: 'api-gateway', count: gateways },
  ]
  return answers.filter(({ count }) => count > 0)
}

export const GIVEN_BY: Readonly<Record<OtherAnswer['by'], Text>> = {
  function: { en: 'the function itself', ko: '함수가 직접 반환' },
  'api-gateway': { en: 'API Gateway', ko: 'API Gateway' },
  nobody: { en: 'nobody', ko: '응답 없음' },
  unknown: { en: 'not known', ko: '알 수 없음' },
}

/** What it means. */
export function meaningOf({ status, by }: OtherAnswer): Text {
  if (by === 'nobody') return NO_ANSWER
  if (by === 'function') return CHOSEN
  return (by === 'api-gateway' ? GATEWAYS.get(status) : undefined) ?? OTHER
}

const NO_ANSWER: Text = {
  en: 'the connection failed, or the test ended before the answer',
  ko: '연결에 실패했거나 응답 전에 테스트가 끝남',
}
const CHOSEN: Text = { en: 'its code chose this status', ko: '코드가 정한 상태 코드' }
const OTHER: Text = { en: '–', ko: '–' }

const GATEWAYS: ReadonlyMap<number, Text> = new Map([
  [
    403,
    {
      en: 'the request was not allowed, or no method is there',
      ko: '허용되지 않은 요청이거나 메서드가 없음',
    },
  ],
  [413, { en: 'the request was too large', ko: '요청이 너무 큼' }],
  [429, { en: 'API Gateway’s own limit was reached', ko: 'API Gateway 자체 한도에 도달' }],
  [
    500,
    {
      en: 'Lambda did not take the request: throttled, or API Gateway may not call it',
      ko: 'Lambda가 요청을 받지 않음(스로틀, 또는 API Gateway에 호출 권한이 없음)',
    },
  ],
  [
    502,
    {
      en: 'the function failed, or its answer was malformed',
      ko: '함수가 실패했거나 응답 형식이 잘못됨',
    },
  ],
  [503, { en: 'the service was not available', ko: '서비스를 사용할 수 없음' }],
  [
    504,
    { en: 'the function took longer than API Gateway waits', ko: '함수가 API Gateway의 제한 시간을 넘김' },
  ],
])
