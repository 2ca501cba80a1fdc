import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'
import { type FailedVerdict, malformation } from './invoke-verdict.js'

/** Why a test invoke is none that a load may build on: a caller of the API would get no 2xx. */
export function failedInvoke(name: string, verdict: FailedVerdict): LabError {
  switch (verdict.kind) {
    case 'function-error':
      return failed(
        'function-error',
        name,
        verbatim(`${verdict.answer}\n${verdict.log.trim()}`.slice(0, 2_000)),
      )
    case 'other-status':
      return new LabError({
        code: 'answer-not-2xx',
        what: {
          en: `${name} answers ${verdict.status}, and so will its API.`,
          ko: `${name} 함수가 ${verdict.status}을(를) 반환하므로 API도 그렇게 응답합니다.`,
        },
        why: verbatim(verdict.body.slice(0, 500)),
        next: FIX,
      })
    case 'malformed':
      return new LabError({
        code: 'answer-malformed',
        what: {
          en: `${name} answers what API Gateway cannot pass on: its callers get 502.`,
          ko: `${name} 함수의 응답을 API Gateway가 전달할 수 없어 호출자는 502를 받습니다.`,
        },
        why: withAnswer(malformation(verdict.because), verdict.answer),
        next: FIX,
      })
  }
}

const withAnswer = (why: Text, answer: string): Text => {
  const start = answer.length > 300 ? `${answer.slice(0, 300)}…` : answer
  return { en: `${why.en} It is: ${start}`, ko: `${why.ko} 응답: ${start}` }
}

const FIX: Text = {
  en: 'Fix the function (its log shows what is wrong), then type the same command.',
  ko: '로그를 보고 함수를 고친 뒤 같은 명령을 실행하세요.',
}

const failed = (code: string, name: string, why: Text): LabError =>
  new LabError({
    code,
    what: { en: `${name} failed in a test invocation.`, ko: `${name} 함수의 테스트 호출이 실패했습니다.` },
    why,
    next: FIX,
  })

export function noReport(name: string, log: string): LabError {
  return new LabError({
    code: 'no-report-line',
    what: {
      en: `${name} answered, but its log has no REPORT line.`,
      ko: `${name} 함수가 응답했지만 로그에 REPORT 줄이 없습니다.`,
    },
    why: verbatim(log.slice(-500)),
    next: {
      en: 'Keep its log below 4 KB per invocation: Lambda returns only the last 4 KB.',
      ko: '호출 한 번의 로그를 4KB 미만으로 줄이세요. Lambda는 로그의 마지막 4KB만 돌려줍니다.',
    },
  })
}
