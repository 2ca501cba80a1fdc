import type { Text } from '../../core/text.js'
import type { Comparison, Measure } from '../comparison/comparison.js'
import { INTERVAL_NAMES } from '../comparison/intervals.js'
import { amount, count } from '../numbers.js'
import { PUBLISHED } from '../published.js'
import type { TestRun } from '../run/run.js'
import { findings } from '../validity/findings.js'
import { isBought } from './bought.js'
import type { Part } from './story.js'

/** How far the figures can be trusted. */
export function certainty(before: TestRun, after: TestRun | null, comparison: Comparison | null): Part {
  return {
    question: { en: 'How sure are we?', ko: '얼마나 확실합니까?' },
    answer: [
      valid(before, after, comparison),
      ...remedies(after ? [before, after] : [before]),
      ...(comparison?.comparable.kind === 'yes' ? interval(comparison) : []),
      ...prediction(before),
      ONE_RUN,
      ...scaled(before, after),
    ],
  }
}

function valid(before: TestRun, after: TestRun | null, comparison: Comparison | null): Text {
  if (comparison?.comparable.kind === 'no')
    return {
      en: `The two tests must not be compared. ${comparison.comparable.why.en}`,
      ko: `두 테스트를 비교하면 안 됩니다. ${comparison.comparable.why.ko}`,
    }
  if (before.validity.kind === 'invalid')
    return {
      en: `The test is not valid. ${before.validity.why.en}`,
      ko: `유효하지 않은 테스트입니다. ${before.validity.why.ko}`,
    }
  if (after && isBought(before, after))
    return {
      en: 'Both tests are valid and ran under the same load; the environments that were kept ready are what differs.',
      ko: '두 테스트 모두 유효하고 같은 부하로 실행되었습니다. 다른 것은 미리 준비한 실행 환경입니다.',
    }
  return after
    ? {
        en: 'Both tests are valid and ran under the same load; the code is the only difference.',
        ko: '두 테스트 모두 유효하고 같은 부하로 실행되었습니다. 다른 것은 코드뿐입니다.',
      }
    : { en: 'The test is valid.', ko: '유효한 테스트입니다.' }
}

/** What to do about what makes a test invalid; each once. */
function remedies(runs: readonly TestRun[]): readonly Text[] {
  const found = runs.flatMap((run) => findings(run).filter(({ effect }) => effect === 'invalid'))
  return [...new Map(found.map(({ so }) => [so.en, so])).values()]
}

function interval(comparison: Comparison | null): readonly Text[] {
  const measure = comparison?.measures.find(({ id }) => id === 'duration-average')
  const bounds = measure && boundsOf(measure)
  if (!bounds) return []
  return [
    {
      en: `Duration under load fell ${bounds.value} times, with a 95% interval from ${bounds.low} to ${bounds.high} (${bounds.name.en}).`,
      ko: `부하 중 실행 시간은 ${bounds.value}배 줄었고 95% 구간은 ${bounds.low}~${bounds.high}배입니다(${bounds.name.ko}).`,
    },
  ]
}

function boundsOf({ ratio: { value, interval } }: Measure) {
  if (value === null || interval.kind === 'none' || interval.low === null || interval.high === null)
    return null
  return {
    value: amount(value),
    low: amount(interval.low),
    high: amount(interval.high),
    name: INTERVAL_NAMES[interval.kind].name,
  }
}

/** Said beforehand and then measured: the strongest sign that the explanation is right. */
function prediction({ predicted, lambda }: TestRun): readonly Text[] {
  if (predicted === null) return []
  return [
    {
      en: `Before test 1 the lab predicted ${count(predicted.concurrency)} environments and ${count(predicted.throttles)} throttles; it measured ${count(lambda.maxConcurrency)} and ${count(lambda.throttles)}.`,
      ko: `1차 테스트 전에 실행 환경 ${count(predicted.concurrency)}개와 스로틀 ${count(predicted.throttles)}건을 예측했고, 측정값은 ${count(lambda.maxConcurrency)}개와 ${count(lambda.throttles)}건입니다.`,
    },
  ]
}

const ONE_RUN: Text = {
  en: 'Each test ran once: the intervals cover what varies within a run, not from run to run.',
  ko: '각 테스트는 한 번씩 실행했습니다. 구간은 한 번의 실행 안에서 생기는 변동만 나타내며 실행마다 달라지는 변동은 포함하지 않습니다.',
}

function scaled(before: TestRun, after: TestRun | null): readonly Text[] {
  const { scale, target } = before
  if (scale === null || target.kind === 'aws') return []
  const [one, two] = PUBLISHED.invokeDurationMs
  const published = amount(one / two)
  const workshops: Text =
    after && isBought(before, after)
      ? { en: '', ko: '입니다' }
      : {
          en: `: on AWS, in the workshop’s run, the same change made a test invoke ${published} times shorter`,
          ko: `이며, 워크숍이 AWS에서 실행했을 때는 같은 변경으로 테스트 호출이 ${published}배 짧아졌습니다`,
        }
  return [
    {
      en: `The code really ran, on this machine: users, limits and rates are 1/${count(scale.size)} of AWS’s, and a Lambda minute lasts ${amount(60 / scale.time)} s. Durations are this machine’s own${workshops.en}.`,
      ko: `코드는 이 컴퓨터에서 실제로 실행되었습니다. 사용자, 한도, 속도는 AWS의 1/${count(scale.size)}이고 Lambda의 1분은 ${amount(60 / scale.time)}초입니다. 실행 시간은 이 컴퓨터에서 잰 값${workshops.ko}.`,
    },
  ]
}
