import type { Text } from '../../../core/text.js'
import type { MeasureId } from '../comparison.js'

export const MEASURE_NAMES: Readonly<Record<MeasureId, Text>> = {
  'invoke-duration': { en: 'Duration of a warm test invoke', ko: '웜 상태 테스트 호출의 실행 시간' },
  'duration-average': { en: 'Duration under load, average', ko: '부하 중 실행 시간, 평균' },
  'duration-p95': { en: 'Duration under load, 95th percentile', ko: '부하 중 실행 시간, 95백분위' },
  'max-concurrency': { en: 'Concurrent executions, maximum', ko: '동시 실행, 최대' },
  'mean-concurrency': {
    en: 'Concurrent executions, mean at full load',
    ko: '동시 실행, 부하가 다 찬 뒤의 평균',
  },
  throttles: { en: 'Throttles', ko: '스로틀' },
  'success-rate': { en: 'Requests answered well', ko: '정상 응답 비율' },
  'latency-p50': { en: 'Client latency, median', ko: '클라이언트 지연 시간, 중앙값' },
  'latency-p95': { en: 'Client latency, 95th percentile', ko: '클라이언트 지연 시간, 95백분위' },
  'latency-p99': { en: 'Client latency, 99th percentile', ko: '클라이언트 지연 시간, 99백분위' },
  'served-per-second': { en: 'Requests served per second', ko: '초당 처리한 요청' },
  'cost-per-million': { en: 'Cost of a million served requests', ko: '처리한 요청 100만 건의 비용' },
}
