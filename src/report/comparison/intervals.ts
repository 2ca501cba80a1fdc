import type { Text } from '../../core/text.js'
import type { Estimate, Interval } from './comparison.js'
import { type Bounds, LEVEL } from '../statistics/bounds.js'

export type IntervalKind = Exclude<Interval['kind'], 'none'>

/** An estimate with its interval; null bounds: there is none, and `why` says so. */
export function estimate(
  value: number | null,
  kind: IntervalKind,
  bounds: Bounds | null,
  why: Text = TOO_FEW_POINTS,
): Estimate {
  return { value: finite(value), interval: interval(kind, bounds, why) }
}

export function single(value: number | null, why: Text): Estimate {
  return { value: finite(value), interval: { kind: 'none', why } }
}

/** Before over after; null where after is nothing. */
export function ratio(before: number, after: number): number | null {
  return after > 0 ? before / after : null
}

function interval(kind: IntervalKind, bounds: Bounds | null, why: Text): Interval {
  if (bounds === null || Number.isNaN(bounds.low) || Number.isNaN(bounds.high)) return { kind: 'none', why }
  return { kind, low: finite(bounds.low), high: finite(bounds.high), level: LEVEL }
}

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null)

export const ONE_CALL: Text = { en: 'one call each', ko: '각각 한 번의 호출' }
export const ONE_MAXIMUM: Text = { en: 'a maximum is a single observation', ko: '최댓값은 관측값 하나입니다' }
export const AS_CLOUDWATCH_TELLS: Text = {
  en: 'CloudWatch tells the percentile, not the distribution',
  ko: 'CloudWatch는 분포가 아니라 백분위수만 알려 줍니다',
}
const TOO_FEW_POINTS: Text = { en: 'too few points', ko: '점이 너무 적음' }
export const NOTHING_SERVED: Text = { en: 'nothing was served', ko: '처리된 요청이 없음' }

/** How each kind of interval is made: the notes under the comparison's table. */
export const INTERVAL_NAMES: Readonly<Record<IntervalKind, { readonly name: Text; readonly how: Text }>> = {
  'block-bootstrap': {
    name: { en: 'block bootstrap', ko: '블록 부트스트랩' },
    how: {
      en: 'Whole stretches of neighbouring seconds are drawn again 2,000 times, from near where they were: a second depends on the one before it, and a test climbs before it is steady.',
      ko: '어떤 1초는 바로 앞 1초의 영향을 받고 부하는 서서히 늘어나므로, 이어진 구간을 통째로 가까운 곳에서 2,000번 다시 뽑았습니다.',
    },
  },
  'request-bootstrap': {
    name: { en: 'bootstrap over requests', ko: '요청 부트스트랩' },
    how: {
      en: 'The requests are drawn again 4,000 times, as if each were independent of the others; in truth slow ones come together, so the interval is somewhat too narrow.',
      ko: '각 요청이 독립이라고 보고 4,000번 다시 뽑았습니다. 실제로는 느린 요청이 몰려서 나타나므로 구간이 조금 좁게 나옵니다.',
    },
  },
  'order-statistics': {
    name: { en: 'order statistics', ko: '순서 통계량' },
    how: {
      en: 'Exact for independent requests, whatever their distribution, to within the histogram’s resolution.',
      ko: '요청이 서로 독립이라면 분포와 관계없이 정확합니다(히스토그램 해상도 이내).',
    },
  },
  wilson: {
    name: { en: 'Wilson', ko: '윌슨' },
    how: {
      en: 'Score interval of a share; the ratio combines the two (MOVER).',
      ko: '비율의 점수 구간이며, 두 비율의 비는 두 구간을 합쳐 구합니다(MOVER).',
    },
  },
  exact: {
    name: { en: 'exact count', ko: '정확한 계수 구간' },
    how: {
      en: 'Clopper–Pearson on the count, given what was asked, widened by how much the events come in clusters.',
      ko: '전체 요청을 기준으로 한 건수의 클로퍼-피어슨 구간이며, 사건이 몰려서 나타나는 만큼 넓혔습니다.',
    },
  },
}
