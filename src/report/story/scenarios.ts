import type { Text } from '../../system/text.js'
import { count, dollars, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import { REFUSED_INCLUDED } from '../cost/basis.js'
import { basis } from './price-basis.js'
import { cause } from './cause.js'
import type { Part, Story } from './story-parts.js'

/** Simulated scenarios, told as what they are: played through, nothing measured. */
export function storyOfScenarios(runs: readonly TestRun[], names: readonly Text[]): Story {
  const named = runs.map((run, index) => ({ run, name: names[index] ?? { en: run.id, ko: run.id } }))
  return {
    headline: joined(named.map(({ run, name }) => outcome(run, name))),
    parts: [
      ...withoutRepeats(named.map(({ run, name }) => cause(run, limits(name)))),
      {
        question: { en: 'What does it cost?', ko: 'AWS에서라면 얼마일까요?' },
        answer: [
          joined(named.map(({ run, name }) => price(run, name))),
          REFUSED_INCLUDED,
          ...runs.slice(0, 1).map(basis),
        ],
      },
      { question: { en: 'What is assumed?', ko: '무엇을 가정했나요?' }, answer: ASSUMED },
    ],
  }
}

/** What was said of one scenario need not be said of the next again. */
function withoutRepeats(parts: readonly Part[]): readonly Part[] {
  const said = new Set<string>()
  return parts.map(({ question, answer }) => {
    const fresh = answer.filter(({ en }) => !said.has(en))
    for (const { en } of fresh) said.add(en)
    return { question, answer: fresh.length > 0 ? fresh : answer }
  })
}

function price({ cost }: TestRun, { en, ko }: Text): Text {
  const million = cost?.perMillionRequests ?? null
  if (million === null) return { en: `${en}: no invocations.`, ko: `${ko}: 호출 없음.` }
  return {
    en: `${en}: ${dollars(million)} per million invocations.`,
    ko: `${ko}: 호출 100만 건당 ${dollars(million)}.`,
  }
}

function outcome({ lambda }: TestRun, { en, ko }: Text): Text {
  const offered = lambda.invocations + lambda.throttles
  const environments = count(lambda.maxConcurrency)
  if (lambda.throttles === 0)
    return {
      en: `${en}: no throttles, ${environments} execution environments.`,
      ko: `${ko}: 스로틀 없음, 실행 환경 ${environments}개.`,
    }
  const share = percent(lambda.throttles / offered)
  return {
    en: `${en}: ${share} of the requests throttled, ${environments} execution environments.`,
    ko: `${ko}: 요청의 ${share}가 스로틀됨, 실행 환경 ${environments}개.`,
  }
}

const limits = (name: Text): Text => ({
  en: `${name.en}: what was the limit?`,
  ko: `${name.ko}: 어디에서 막혔나요?`,
})

function joined(texts: readonly Text[]): Text {
  return { en: texts.map(({ en }) => en).join(' '), ko: texts.map(({ ko }) => ko).join(' ') }
}

const ASSUMED: readonly Text[] = [
  {
    en: 'Everything here is simulated, not measured. Users wait for each response. Durations vary log-normally by about 25%; the network and API Gateway take 20 ms, and a refusal takes 5 ms. Nothing else runs in the account, and API Gateway’s own limit (10,000 requests/s) is not applied.',
    ko: '모두 측정이 아니라 시뮬레이션한 값입니다. 사용자는 응답을 받은 뒤 다음 요청을 보냅니다. 실행 시간은 로그 정규 분포를 따라 약 25% 범위에서 달라지고, 네트워크와 API Gateway에는 20 ms, 거부에는 5 ms가 걸립니다. 계정에서 다른 작업은 실행되지 않으며, API Gateway 자체 한도(초당 10,000건)는 적용하지 않았습니다.',
  },
  {
    en: 'CPU grows with memory, up to one core at 1,769 MB.',
    ko: 'CPU 성능은 메모리에 비례해 늘어나 1,769 MB에서 코어 하나가 됩니다.',
  },
]
