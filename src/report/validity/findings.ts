import type { Lang } from '../../system/text.js'
import type { MeasuredRun, Validity } from '../run/run.js'
import { count, percent } from '../numbers.js'
import { otherAnswers } from '../other-answers.js'
import type { Finding } from './finding.js'
import { generatorFindings } from './generator.js'
import { loadHeld } from './load-held.js'

/** Below this a percentile or a stair cannot be told from chance. */
export const FEWEST_REQUESTS = 100
export const SHORTEST_SECONDS = 20
const BUSY = { caution: 0.3, invalid: 0.6 }
/** Client and Lambda count at different moments; more than this is other traffic, or lost points. */
const COUNTS_DIFFER = 0.05

/** The limitations of a test, the worst first. */
export function findings(run: MeasuredRun): readonly Finding[] {
  const found = [
    ...generatorFindings(run),
    ...loadHeld(run),
    ...size(run),
    ...machine(run),
    ...counts(run),
    ...errors(run),
    ...ownAnswers(run),
  ]
  return [
    ...found.filter(({ effect }) => effect === 'invalid'),
    ...found.filter(({ effect }) => effect === 'caution'),
  ]
}

export function validityOf(run: MeasuredRun): Validity {
  const reasons = findings(run).filter(({ effect }) => effect === 'invalid')
  if (reasons.length === 0) return { kind: 'valid' }
  const all = (lang: Lang) => reasons.map(({ what }) => what[lang]).join(' ')
  return { kind: 'invalid', why: { en: all('en'), ko: all('ko') } }
}

function* size({ client }: MeasuredRun): Iterable<Finding> {
  const seconds = client.series.length
  if (seconds < SHORTEST_SECONDS)
    yield {
      rule: 'too-short',
      effect: 'invalid',
      what: {
        en: `The load ran for only ${count(seconds)} s; at least ${SHORTEST_SECONDS} s are needed.`,
        ko: `부하가 ${count(seconds)}초 동안만 실행되었습니다. 최소 ${SHORTEST_SECONDS}초가 필요합니다.`,
      },
      so: {
        en: 'Users were still being started, so the figures do not show a steady state.',
        ko: '사용자가 아직 늘어나는 중이었으므로 안정된 상태의 수치가 아닙니다.',
      },
    }
  if (client.requests < FEWEST_REQUESTS)
    yield {
      rule: 'too-few',
      effect: 'invalid',
      what: {
        en: `Only ${count(client.requests)} requests were sent; at least ${FEWEST_REQUESTS} are needed.`,
        ko: `요청이 ${count(client.requests)}건뿐입니다. 최소 ${FEWEST_REQUESTS}건이 필요합니다.`,
      },
      so: {
        en: 'With so few requests, percentiles are mostly chance.',
        ko: '요청이 이렇게 적으면 백분위수는 거의 우연에 좌우됩니다.',
      },
    }
}

function* machine({ machineBusyBefore: busy }: MeasuredRun): Iterable<Finding> {
  if (busy === null || busy < BUSY.caution) return
  yield {
    rule: 'machine-busy',
    effect: busy < BUSY.invalid ? 'caution' : 'invalid',
    what: {
      en: `Other programs used ${percent(busy)} of this computer’s CPU before the load began.`,
      ko: `부하를 시작하기 전에 다른 프로그램이 이 컴퓨터의 CPU를 ${percent(busy)} 사용하고 있었습니다.`,
    },
    so: {
      en: 'Durations and latencies may be longer than on an idle computer. Close other programs and run the test again.',
      ko: '실행 시간과 지연 시간이 실제보다 길게 측정되었을 수 있습니다. 다른 프로그램을 닫고 다시 테스트하세요.',
    },
  }
}

function* counts({ client, lambda }: MeasuredRun): Iterable<Finding> {
  const reached = lambda.invocations + lambda.throttles
  const off = Math.abs(reached - client.requests) / Math.max(1, client.requests)
  if (off <= COUNTS_DIFFER) return
  yield {
    rule: 'counts-differ',
    effect: 'caution',
    what: {
      en: `The client sent ${count(client.requests)} requests, but Lambda counted ${count(reached)} (a difference of ${percent(off)}).`,
      ko: `클라이언트는 ${count(client.requests)}건을 보냈지만 Lambda는 ${count(reached)}건을 집계했습니다(차이 ${percent(off)}).`,
    },
    so: {
      en: 'Something else invoked the function, or some metrics are missing: the totals are less reliable than they look.',
      ko: '다른 호출이 섞였거나 일부 지표가 빠졌습니다. 합계를 그대로 믿기 어렵습니다.',
    },
  }
}

function* errors({ lambda }: MeasuredRun): Iterable<Finding> {
  if (lambda.errors <= lambda.invocations / 100) return
  yield {
    rule: 'function-errors',
    effect: 'caution',
    what: {
      en: `The function failed in ${count(lambda.errors)} of ${count(lambda.invocations)} invocations (${percent(lambda.errors / lambda.invocations)}).`,
      ko: `함수 호출 ${count(lambda.invocations)}건 중 ${count(lambda.errors)}건이 오류로 끝났습니다(${percent(lambda.errors / lambda.invocations)}).`,
    },
    so: {
      en: 'Failed invocations may be shorter or longer than successful ones. Check the function’s log first.',
      ko: '실패한 호출은 성공한 호출보다 짧거나 길 수 있습니다. 함수 로그부터 확인하세요.',
    },
  }
}

/** No error to Lambda, and a failed request to whoever sent it. */
function* ownAnswers(run: MeasuredRun): Iterable<Finding> {
  const chosen = otherAnswers(run).filter(({ status, by }) => by === 'function' && status >= 400)
  const failed = chosen.reduce((sum, one) => sum + one.count, 0)
  const { requests } = run.client
  if (failed <= requests / 100) return
  const statuses = chosen.map(({ status, count: times }) => `${status}: ${count(times)}`).join(', ')
  yield {
    rule: 'function-answers',
    effect: 'caution',
    what: {
      en: `The function itself answered ${count(failed)} of ${count(requests)} requests (${percent(failed / requests)}) with an error status (${statuses}).`,
      ko: `함수가 직접 오류 상태 코드로 응답한 요청이 ${count(requests)}건 중 ${count(failed)}건(${percent(failed / requests)})입니다(${statuses}).`,
    },
    so: {
      en: 'Their durations are in those of the function, but they served nobody.',
      ko: '이 응답의 실행 시간도 함수의 실행 시간에 포함되지만, 정상적으로 처리된 요청은 아닙니다.',
    },
  }
}
