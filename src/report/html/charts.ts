import { DEFAULT_ENGINE, engineOf } from '../../load/engines.js'
import type { Text } from '../../system/text.js'
import type { TestRun } from '../run/run.js'

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
  readonly color:
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

/** From the load to what its senders saw of it. */
export const chartsOf = ([run]: readonly TestRun[]): readonly Chart[] => [
  users((run === undefined ? DEFAULT_ENGINE : engineOf(run.load)).name),
  ...CHARTS,
]

const users = (engine: string): Chart => ({
  id: 'users',
  title: { en: 'Users', ko: '사용자' },
  note: { en: `${engine} users sending requests.`, ko: `요청을 보내는 ${engine} 사용자 수입니다.` },
  unit: '',
  scale: 'linear',
  lines: [{ label: { en: 'users', ko: '사용자' }, from: 'users', color: 'users', look: 'area' }],
})

const CHARTS: readonly Chart[] = [
  {
    id: 'requests',
    title: { en: 'Requests per second', ko: '초당 요청 수' },
    note: {
      en: 'Requests sent, counted when the response arrives, and the successful ones among them. The gap between the two lines is failures.',
      ko: '보낸 요청(응답을 받은 시점에 집계)과 그중 성공한 요청입니다. 두 선의 차이가 실패한 요청입니다.',
    },
    unit: '',
    scale: 'linear',
    lines: [
      { label: { en: 'sent', ko: '보낸 요청' }, from: 'offered', color: 'offered', look: 'line' },
      { label: { en: 'successful', ko: '성공한 요청' }, from: 'served', color: 'served', look: 'area' },
    ],
  },
  {
    id: 'throttles',
    title: { en: 'Throttles per second', ko: '초당 스로틀 수' },
    note: {
      en: 'Requests that Lambda refused.',
      ko: 'Lambda가 거부한 요청입니다.',
    },
    unit: '',
    scale: 'linear',
    lines: [
      { label: { en: 'throttles', ko: '스로틀' }, from: 'throttles', color: 'failed', look: 'area' },
      { label: PREDICTED, from: 'predictedThrottles', color: 'predicted', look: 'dotted' },
    ],
  },
  {
    id: 'concurrency',
    title: { en: 'Concurrent executions', ko: '동시성(동시 실행 수)' },
    note: {
      en: 'Execution environments in use, and how many scaling and the account’s limit allow.',
      ko: '사용 중인 실행 환경의 수와, 스케일링과 계정 한도가 허용하는 수입니다.',
    },
    unit: '',
    scale: 'linear',
    lines: [
      { label: { en: 'in use', ko: '사용 중' }, from: 'concurrency', color: 'concurrency', look: 'area' },
      { label: { en: 'scaling limit', ko: '확장 한도' }, from: 'limit', color: 'limit', look: 'dashed' },
      { label: PREDICTED, from: 'predictedConcurrency', color: 'predicted', look: 'dotted' },
    ],
  },
  {
    id: 'duration',
    title: { en: 'Function duration', ko: '함수 실행 시간' },
    note: {
      en: 'Average duration of an invocation, without waiting (ms, logarithmic scale).',
      ko: '대기 시간을 뺀, 호출당 평균 실행 시간입니다(ms, 로그 눈금).',
    },
    unit: 'ms',
    scale: 'log',
    lines: [{ label: { en: 'average', ko: '평균' }, from: 'duration', color: 'duration', look: 'line' }],
  },
  {
    id: 'latency',
    title: { en: 'Client latency', ko: '클라이언트 지연 시간' },
    note: {
      en: 'Successful and failed requests apart: refusals are fast and would make the median look better than it is (ms, logarithmic scale).',
      ko: '성공한 요청과 실패한 요청을 따로 그립니다. 거부 응답은 빨라서 중앙값이 실제보다 좋아 보이기 때문입니다(ms, 로그 눈금).',
    },
    unit: 'ms',
    scale: 'log',
    lines: [
      { label: { en: 'median', ko: '중앙값' }, from: 'latencyP50', color: 'served', look: 'line' },
      {
        label: { en: '95th percentile', ko: '95번째 백분위수' },
        from: 'latencyP95',
        color: 'tail',
        look: 'line',
      },
      {
        label: { en: 'failures, median', ko: '실패(중앙값)' },
        from: 'failureP50',
        color: 'failed',
        look: 'dotted',
      },
    ],
  },
]
