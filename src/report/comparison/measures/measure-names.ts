import type { Text } from '../../../system/text.js'
import type { TestRun } from '../../run/run.js'
import type { Measure, MeasureId } from '../comparison.js'

export const MEASURE_NAMES: Readonly<Record<MeasureId, Text>> = {
  'invoke-duration': {
    en: 'Duration of a warm test invocation',
    ko: '테스트 호출(웜 스타트)의 실행 시간',
  },
  'duration-average': { en: 'Duration under load, average', ko: '부하 중 실행 시간(평균)' },
  'duration-p95': { en: 'Duration under load, 95th percentile', ko: '부하 중 실행 시간(95번째 백분위수)' },
  'max-concurrency': { en: 'Concurrent executions, maximum', ko: '동시성(최대)' },
  'mean-concurrency': {
    en: 'Concurrent executions, mean at full load',
    ko: '동시성(모든 사용자가 시작된 뒤의 평균)',
  },
  throttles: { en: 'Throttles', ko: '스로틀' },
  'success-rate': {
    en: 'Successful requests, share of all sent',
    ko: '성공한 요청 비율(보낸 요청 기준)',
  },
  'latency-p50': { en: 'Client latency, median', ko: '클라이언트 지연 시간(중앙값)' },
  'latency-p95': { en: 'Client latency, 95th percentile', ko: '클라이언트 지연 시간(95번째 백분위수)' },
  'latency-p99': { en: 'Client latency, 99th percentile', ko: '클라이언트 지연 시간(99번째 백분위수)' },
  'served-per-second': {
    en: 'Invocations per second, mean over the whole test',
    ko: '초당 호출 수(테스트 전체 평균)',
  },
  'cost-per-million': { en: 'Cost per million invocations', ko: '호출 100만 건당 비용' },
}

export type Pair = readonly [before: TestRun, after: TestRun]

export const named = (id: MeasureId, unit: Measure['unit']) => ({ id, unit, name: MEASURE_NAMES[id] })
