import type { Lang, Text } from '../../system/text.js'
import { amount, count } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import type { Comparison } from './comparison.js'
import { ratio } from './intervals.js'
import { measuresOf } from './measures/measures.js'

/** The second test against the first. Ratios are before over after. */
export function compare(before: TestRun, after: TestRun): Comparison {
  return {
    comparable: comparable(before, after),
    invokeDurationRatio: ratio(before.invoke.durationMs, after.invoke.durationMs),
    durationRatio: ratio(before.lambda.durationMs.average, after.lambda.durationMs.average),
    concurrencyRatio: ratio(before.lambda.maxConcurrency, after.lambda.maxConcurrency),
    throttles: [before.lambda.throttles, after.lambda.throttles],
    measures: measuresOf(before, after),
  }
}

/** The code is the one thing that may differ between the two. */
function comparable(before: TestRun, after: TestRun): Comparison['comparable'] {
  const invalid = [before, after].flatMap(({ validity }, index) =>
    validity.kind === 'invalid' ? [ofTest(index + 1, validity.why)] : [],
  )
  // Scenarios differ on purpose.
  const simulated = before.target.kind === 'simulated' && after.target.kind === 'simulated'
  const reasons = [...(simulated ? [] : differences(before, after)), ...invalid]
  if (reasons.length === 0) return { kind: 'yes' }
  const all = (lang: Lang) => reasons.map((reason) => reason[lang]).join(' ')
  return { kind: 'no', why: { en: all('en'), ko: all('ko') } }
}

const ofTest = (number: number, { en, ko }: Text): Text => ({
  en: `Test ${number}: ${en}`,
  ko: `${number}차 테스트: ${ko}`,
})

function differences(before: TestRun, after: TestRun): readonly Text[] {
  return CONDITIONS.flatMap(([name, of]) => {
    const [one, two] = [of(before), of(after)]
    if (one === two) return []
    return [
      {
        en: `The tests differ in ${name.en}: ${one} in test 1, ${two} in test 2.`,
        ko: `두 테스트의 조건이 다릅니다. ${name.ko}: 1차 ${one}, 2차 ${two}.`,
      },
    ]
  })
}

/** What must be the same in both, as it is shown. Provisioned concurrency need not: it is one of the ways out that are compared. */
const CONDITIONS: readonly (readonly [name: Text, of: (run: TestRun) => string])[] = [
  [{ en: 'the number of users', ko: '사용자 수' }, ({ load }) => count(load.users)],
  [{ en: 'users started per second', ko: '초당 시작할 사용자 수' }, ({ load }) => amount(load.spawnRate)],
  [{ en: 'test duration in seconds', ko: '테스트 시간(초)' }, ({ load }) => amount(load.durationSeconds)],
  [{ en: 'intended requests/s', ko: '의도한 초당 요청 수' }, ({ load }) => orNone(load.requestsPerSecond)],
  [{ en: 'target address', ko: '대상 주소' }, ({ load }) => withoutPort(load.url)],
  [{ en: 'memory in MB', ko: '메모리(MB)' }, ({ invoke }) => count(invoke.memorySizeMb)],
  [{ en: 'concurrency limit', ko: '동시성 한도' }, ({ limits }) => count(limits.accountConcurrency)],
  [{ en: 'reserved concurrency', ko: '예약된 동시성' }, ({ limits }) => orNone(limits.reservedConcurrency)],
  [{ en: 'scaling model', ko: '확장 모델' }, ({ limits }) => limits.model],
  [{ en: 'target', ko: '대상 환경' }, ({ target }) => `${target.kind} ${target.region}`],
  [
    { en: 'scale', ko: '축소 비율' },
    ({ scale }) => (scale === null ? '1' : `1/${scale.size}, ×${scale.time}`),
  ],
]

const orNone = (value: number | null) => (value === null ? '–' : amount(value))

/** The local cloud may come back on another port. */
function withoutPort(url: string): string {
  if (!URL.canParse(url)) return url
  const { hostname, pathname } = new URL(url)
  return hostname + pathname
}
