import type { Text } from '../../core/text.js'

/** One row of the timeline: the same chart for each test, on the same scales. */
export interface Chart {
  readonly id: string
  readonly title: Text
  /** What is to be seen in it. */
  readonly note: Text
  readonly unit: '' | 'ms'
  readonly scale: 'linear' | 'log'
  readonly lines: readonly Line[]
}

export interface Line {
  readonly label: Text
  /** What the page's script draws it from. */
  readonly from: Source
  readonly colour:
    'users' | 'offered' | 'served' | 'failed' | 'limit' | 'predicted' | 'concurrency' | 'duration' | 'tail'
  readonly look: 'line' | 'area' | 'dashed' | 'dotted'
}

export type Source =
  | 'users'
  | 'offered'
  | 'served'
  | 'throttles'
  | 'concurrency'
  | 'duration'
  | 'latencyP50'
  | 'latencyP95'
  | 'failureP50'
  | 'predictedThrottles'
  | 'predictedConcurrency'
  | 'limit'

const PREDICTED: Text = { en: 'predicted', ko: '예측' }

/** From what was asked to what it was like for who asked. */
export const CHARTS: readonly Chart[] = [
  {
    id: 'users',
    title: { en: 'Users', ko: '사용자' },
    note: { en: 'How many Locust users ask.', ko: '요청을 보내는 Locust 사용자 수입니다.' },
    unit: '',
    scale: 'linear',
    lines: [{ label: { en: 'users', ko: '사용자' }, from: 'users', colour: 'users', look: 'area' }],
  },
  {
    id: 'requests',
    title: { en: 'Requests per second', ko: '초당 요청' },
    note: {
      en: 'What was asked, counted when its answer came, and what of it was answered well; the gap is failures.',
      ko: '보낸 요청(응답 시점에 집계)과 그중 정상 응답입니다. 두 선의 차이가 실패입니다.',
    },
    unit: '',
    scale: 'linear',
    lines: [
      { label: { en: 'offered', ko: '보낸 요청' }, from: 'offered', colour: 'offered', look: 'line' },
      { label: { en: 'served', ko: '정상 응답' }, from: 'served', colour: 'served', look: 'area' },
    ],
  },
  {
    id: 'throttles',
    title: { en: 'Throttles per second', ko: '초당 스로틀' },
    note: {
      en: 'Requests that Lambda refused because it had no environment for them.',
      ko: '실행 환경이 없어 Lambda가 거부한 요청입니다.',
    },
    unit: '',
    scale: 'linear',
    lines: [
      { label: { en: 'throttles', ko: '스로틀' }, from: 'throttles', colour: 'failed', look: 'area' },
      { label: PREDICTED, from: 'predictedThrottles', colour: 'predicted', look: 'dotted' },
    ],
  },
  {
    id: 'concurrency',
    title: { en: 'Concurrent executions', ko: '동시 실행' },
    note: {
      en: 'Environments in use, under the stairs that the scaling limit allows.',
      ko: '사용 중인 실행 환경과, 스케일링 한도가 허용하는 계단입니다.',
    },
    unit: '',
    scale: 'linear',
    lines: [
      { label: { en: 'in use', ko: '사용 중' }, from: 'concurrency', colour: 'concurrency', look: 'area' },
      { label: { en: 'scaling limit', ko: '스케일링 한도' }, from: 'limit', colour: 'limit', look: 'dashed' },
      { label: PREDICTED, from: 'predictedConcurrency', colour: 'predicted', look: 'dotted' },
    ],
  },
  {
    id: 'duration',
    title: { en: 'Duration of a call', ko: '호출 실행 시간' },
    note: {
      en: 'Average in the function in ms, without waiting; on a logarithmic scale.',
      ko: '대기 시간을 뺀 함수 안의 평균 실행 시간입니다(ms, 로그 눈금).',
    },
    unit: 'ms',
    scale: 'log',
    lines: [{ label: { en: 'average', ko: '평균' }, from: 'duration', colour: 'duration', look: 'line' }],
  },
  {
    id: 'latency',
    title: { en: 'Latency at the client', ko: '클라이언트 지연 시간' },
    note: {
      en: 'Successes apart from failures: a refusal is quick and would flatter the median. In ms, logarithmic.',
      ko: '성공과 실패를 따로 그립니다. 거부는 빨라서 중앙값을 좋아 보이게 하기 때문입니다(ms, 로그 눈금).',
    },
    unit: 'ms',
    scale: 'log',
    lines: [
      { label: { en: 'median', ko: '중앙값' }, from: 'latencyP50', colour: 'served', look: 'line' },
      { label: { en: '95th percentile', ko: '95백분위' }, from: 'latencyP95', colour: 'tail', look: 'line' },
      {
        label: { en: 'failures, median', ko: '실패, 중앙값' },
        from: 'failureP50',
        colour: 'failed',
        look: 'dotted',
      },
    ],
  },
]
