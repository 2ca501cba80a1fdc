import type { Text } from '../../system/text.js'
import type { Comparison } from '../comparison/comparison.js'
import { INTERVAL_NAMES } from '../comparison/intervals.js'
import { amount, count } from '../numbers.js'
import { PUBLISHED } from '../published.js'
import type { TestRun } from '../run/run.js'
import { findings } from '../validity/findings.js'
import { isProvisionedChange } from './provisioned-change.js'
import { type CodeChange, codeChange } from './changed-code.js'
import type { Part } from './story-parts.js'

/** How far the figures can be trusted. */
export function certainty(before: TestRun, after: TestRun | null, comparison: Comparison | null): Part {
  return {
    question: { en: 'How reliable are these figures?', ko: '이 수치는 얼마나 믿을 수 있나요?' },
    answer: [
      valid(before, after, comparison),
      ...remedies(after ? [before, after] : [before]),
      ...(comparison?.comparable.kind === 'yes' ? interval(comparison) : []),
      ...prediction(before),
      after === null ? ONE_TEST : ONE_RUN_EACH,
      ...scaled(before, after),
    ],
  }
}

function valid(before: TestRun, after: TestRun | null, comparison: Comparison | null): Text {
  if (comparison?.comparable.kind === 'no')
    return {
      en: `The two tests cannot be compared. ${comparison.comparable.why.en}`,
      ko: `두 테스트는 비교할 수 없습니다. ${comparison.comparable.why.ko}`,
    }
  if (before.validity.kind === 'invalid')
    return {
      en: `The test is not valid. ${before.validity.why.en}`,
      ko: `유효하지 않은 테스트입니다. ${before.validity.why.ko}`,
    }
  if (!after) return { en: 'The test is valid.', ko: '유효한 테스트입니다.' }
  const differs = difference(before, after)
  return {
    en: `Both tests are valid and ran under the same load; ${differs.en}.`,
    ko: `두 테스트 모두 유효하고 같은 부하로 실행되었습니다. ${differs.ko}.`,
  }
}

/** Of what is recorded of the two: what else may have differed, nobody looked at. */
function difference(before: TestRun, after: TestRun): Text {
  const provisioned = before.limits.provisionedConcurrency !== after.limits.provisionedConcurrency
  const { en, ko } = CODE_DIFFERS[codeChange(before, after)][provisioned ? 'provisioned' : 'alike']
  return { en: `of what the lab recorded, ${en}`, ko: `기록된 조건 중 ${ko}` }
}

const CODE_ONLY: Text = { en: 'only the code differs', ko: '코드만 다릅니다' }
const CODE_AND_PROVISIONED: Text = {
  en: 'the code and the number of provisioned execution environments differ',
  ko: '코드와 프로비저닝한 실행 환경의 수가 다릅니다',
}

const CODE_DIFFERS: Readonly<Record<CodeChange, Readonly<Record<'provisioned' | 'alike', Text>>>> = {
  none: {
    alike: { en: 'nothing differs, not even the code', ko: '코드를 포함해 다른 것이 없습니다' },
    provisioned: {
      en: 'only the number of provisioned execution environments differs',
      ko: '프로비저닝한 실행 환경의 수만 다릅니다',
    },
  },
  workshops: { alike: CODE_ONLY, provisioned: CODE_AND_PROVISIONED },
  other: { alike: CODE_ONLY, provisioned: CODE_AND_PROVISIONED },
  'not-recorded': {
    alike: {
      en: 'nothing differs; the code was not recorded',
      ko: '다른 것이 없습니다. 코드는 기록되지 않았습니다',
    },
    provisioned: {
      en: 'only the number of provisioned execution environments differs; the code was not recorded',
      ko: '프로비저닝한 실행 환경의 수만 다릅니다. 코드는 기록되지 않았습니다',
    },
  },
}

/** What to do about what makes a test invalid; each once. */
function remedies(runs: readonly TestRun[]): readonly Text[] {
  const found = runs.flatMap((run) => findings(run).filter(({ effect }) => effect === 'invalid'))
  return [...new Map(found.map(({ so }) => [so.en, so])).values()]
}

function interval(comparison: Comparison | null): readonly Text[] {
  const measure = comparison?.measures.find(({ id }) => id === 'duration-average')
  if (measure?.ratio.value == null || measure.ratio.interval.kind === 'none') return []
  const { low, high, kind } = measure.ratio.interval
  if (low === null || high === null) return []
  const [change, { name }] = [changeOf(measure.ratio.value, low, high), INTERVAL_NAMES[kind]]
  return [
    {
      en: `The average duration under load ${change.en} (${name.en}).`,
      ko: `부하 중 평균 실행 시간은 ${change.ko}(${name.ko}).`,
    },
  ]
}

/** A fall that is certain is told as such; anything else as the ratio that it is. */
function changeOf(value: number, low: number, high: number): Text {
  const [least, most] = [amount(low), amount(high)]
  if (low > 1)
    return {
      en: `became ${amount(value)} times shorter, with a 95% interval from ${least} to ${most}`,
      ko: `${amount(value)}분의 1로 줄었고 95% 구간은 ${least}분의 1~${most}분의 1입니다`,
    }
  return {
    en: `of test 1 divided by that of test 2 is ${amount(value)}, with a 95% interval from ${least} to ${most}`,
    ko: `1차가 2차의 ${amount(value)}배이고 95% 구간은 ${least}~${most}배입니다`,
  }
}

/** Predicted and then measured: the strongest sign that the explanation is right. */
function prediction({ predicted, lambda }: TestRun): readonly Text[] {
  if (predicted === null) return []
  return [
    {
      en: `Before test 1, the lab predicted at most ${count(predicted.concurrency)} concurrent executions and ${count(predicted.throttles)} throttles; the test measured ${count(lambda.maxConcurrency)} and ${count(lambda.throttles)}.`,
      ko: `1차 테스트 전에는 동시성을 최대 ${count(predicted.concurrency)}, 스로틀을 ${count(predicted.throttles)}건으로 예측했고, 측정값은 동시성 ${count(lambda.maxConcurrency)}, 스로틀 ${count(lambda.throttles)}건입니다.`,
    },
  ]
}

const ONE_TEST: Text = {
  en: 'The test ran once: how much its figures vary between runs is not known.',
  ko: '테스트를 한 번만 실행했으므로 실행마다 수치가 얼마나 달라지는지는 알 수 없습니다.',
}

const ONE_RUN_EACH: Text = {
  en: 'Each test ran once: the intervals cover the variation within a run, not the variation between runs.',
  ko: '각 테스트는 한 번씩 실행했습니다. 구간은 한 번의 실행 안에서 생기는 변동만 나타내며 실행마다 달라지는 변동은 포함하지 않습니다.',
}

function scaled(before: TestRun, after: TestRun | null): readonly Text[] {
  const { scale, target } = before
  if (scale === null || target.kind === 'aws') return []
  const [one, two] = PUBLISHED.invokeDurationMs
  const published = amount(one / two)
  const workshops: Text =
    !after || isProvisionedChange(before, after) || codeChange(before, after) !== 'workshops'
      ? { en: '', ko: '입니다' }
      : {
          en: `; on AWS, in the workshop’s run, the same change made a test invocation ${published} times shorter`,
          ko: `이며, 워크숍에서 AWS로 실행했을 때는 같은 변경으로 테스트 호출의 실행 시간이 ${published}분의 1로 줄었습니다`,
        }
  return [
    {
      en: `The code really ran on this computer, with users, limits and rates at 1/${count(scale.size)} of AWS’s and a Lambda minute of ${amount(60 / scale.time)} s. Durations were measured on this computer${workshops.en}.`,
      ko: `코드는 이 컴퓨터에서 실제로 실행되었습니다. 사용자, 한도, 속도는 AWS의 ${count(scale.size)}분의 1이고 Lambda의 1분은 ${amount(60 / scale.time)}초입니다. 실행 시간은 이 컴퓨터에서 측정한 값${workshops.ko}.`,
    },
  ]
}
