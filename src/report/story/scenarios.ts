import type { Text } from '../../core/text.js'
import { count, dollars, percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'
import { basis } from './bill.js'
import { cause } from './cause.js'
import type { Part, Story } from './story.js'

/** Simulated scenarios, told as what they are: played through, nothing measured. */
export function storyOfScenarios(runs: readonly TestRun[], names: readonly Text[]): Story {
  const named = runs.map((run, index) => ({ run, name: names[index] ?? { en: run.id, ko: run.id } }))
  return {
    headline: joined(named.map(({ run, name }) => outcome(run, name))),
    parts: [
      ...withoutRepeats(named.map(({ run, name }) => cause(run, limits(name)))),
      {
        question: { en: 'What does it cost?', ko: '비용은 얼마입니까?' },
        answer: [joined(named.map(({ run, name }) => price(run, name))), ...runs.slice(0, 1).map(basis)],
      },
      { question: { en: 'What is assumed?', ko: '무엇을 가정했습니까?' }, answer: ASSUMED },
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
  if (million === null) return { en: `${en}: nothing was served.`, ko: `${ko}: 처리한 요청이 없습니다.` }
  return {
    en: `${en}: ${dollars(million)} for a million served requests.`,
    ko: `${ko}: 처리한 요청 100만 건당 ${dollars(million)}.`,
  }
}

function outcome({ lambda }: TestRun, { en, ko }: Text): Text {
  const offered = lambda.invocations + lambda.throttles
  const environments = count(lambda.maxConcurrency)
  if (lambda.throttles === 0)
    return {
      en: `${en}: no throttles, ${environments} environments.`,
      ko: `${ko}: 스로틀 없음, 실행 환경 ${environments}개.`,
    }
  const share = percent(lambda.throttles / offered)
  return {
    en: `${en}: ${share} of requests throttled, ${environments} environments.`,
    ko: `${ko}: 요청의 ${share} 스로틀, 실행 환경 ${environments}개.`,
  }
}

const limits = (name: Text): Text => ({
  en: `${name.en}: what is the limit?`,
  ko: `${name.ko}: 무엇이 한계입니까?`,
})

function joined(texts: readonly Text[]): Text {
  return { en: texts.map(({ en }) => en).join(' '), ko: texts.map(({ ko }) => ko).join(' ') }
}

const ASSUMED: readonly Text[] = [
  {
    en: 'Simulated, not measured: users wait for their answers; durations scatter log-normally by a quarter; network and API Gateway take 20 ms, a refusal 5 ms; nothing else in the account runs, and API Gateway’s own limit (10,000 requests/s) is left out.',
    ko: '측정이 아니라 시뮬레이션입니다. 사용자는 응답을 기다리고, 실행 시간은 로그 정규 분포로 약 25% 흩어지며, 네트워크와 API Gateway는 20 ms, 거부는 5 ms가 걸립니다. 계정에서 다른 작업은 실행되지 않으며, API Gateway 자체 한도(초당 10,000건)는 적용하지 않았습니다.',
  },
  {
    en: 'CPU grows with memory up to one core at 1,769 MB; prices are list prices of Seoul.',
    ko: 'CPU는 메모리에 비례해 1,769 MB에서 코어 하나가 되고, 가격은 서울 리전의 정가입니다.',
  },
]
