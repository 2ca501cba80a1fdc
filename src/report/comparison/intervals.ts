import type { Text } from '../../system/text.js'
import { type Bounds, LEVEL } from '../statistics/bounds.js'
import type { Estimate, Interval } from './comparison.js'

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

export const ONE_CALL: Text = { en: 'one invocation each', ko: '테스트마다 호출 한 번' }
export const ONE_MAXIMUM: Text = { en: 'a maximum is a single observation', ko: '최댓값은 관측값이 하나뿐임' }
export const AS_CLOUDWATCH_TELLS: Text = {
  en: 'CloudWatch reports the percentile, not the distribution',
  ko: 'CloudWatch는 분포가 아니라 백분위수만 보고함',
}
const TOO_FEW_POINTS: Text = { en: 'too few data points', ko: '데이터 포인트 부족' }
export const NO_SUCCESS: Text = { en: 'no successful requests', ko: '성공한 요청 없음' }

/** How each kind of interval is made: the notes under the comparison's table. */
export const INTERVAL_NAMES: Readonly<Record<IntervalKind, { readonly name: Text; readonly how: Text }>> = {
  'block-bootstrap': {
    name: { en: 'block bootstrap', ko: '블록 부트스트랩' },
    how: {
      en: 'Blocks of consecutive seconds are resampled 2,000 times, each from near its original place in the test: each second depends on the one before it, and the load rises before it is steady.',
      ko: '각 1초는 바로 앞 1초의 영향을 받고 부하는 점차 늘어나므로, 연속된 구간을 블록으로 묶어 원래 위치 근처에서 2,000번 다시 표본 추출했습니다.',
    },
  },
  'request-bootstrap': {
    name: { en: 'bootstrap over requests', ko: '요청 부트스트랩' },
    how: {
      en: 'Requests are resampled 4,000 times as if they were independent of each other. In reality slow requests come in clusters, so the interval is somewhat too narrow.',
      ko: '각 요청이 서로 독립이라고 보고 4,000번 다시 표본 추출했습니다. 실제로는 느린 요청이 몰려서 나타나므로 구간이 다소 좁게 나옵니다.',
    },
  },
  'order-statistics': {
    name: { en: 'order statistics', ko: '순서 통계량' },
    how: {
      en: 'Exact for independent requests, whatever their distribution, within the resolution of the histogram.',
      ko: '요청이 서로 독립이라면 분포와 관계없이 정확합니다(히스토그램 해상도 이내).',
    },
  },
  wilson: {
    name: { en: 'Wilson', ko: '윌슨 구간' },
    how: {
      en: 'Wilson score interval of a share. The interval of the ratio combines those of the two shares (MOVER).',
      ko: '비율의 윌슨 점수 구간입니다. 두 비율의 비에 대한 구간은 두 구간을 결합해 구했습니다(MOVER).',
    },
  },
  exact: {
    name: { en: 'exact count', ko: '건수의 정확 신뢰 구간' },
    how: {
      en: 'Clopper–Pearson interval of the count among all requests, widened because such events come in clusters.',
      ko: '전체 요청 중 해당 건수의 클로퍼-피어슨 구간이며, 사건이 몰려서 나타나는 정도만큼 넓혔습니다.',
    },
  },
}
