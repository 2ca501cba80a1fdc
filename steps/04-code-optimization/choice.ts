import type { Answers, Question } from '../../src/core/question.js'

/** Which of the two ways out of throttling a person takes. */
export interface Choice {
  /** `exchanged`: for the lab's optimized handler, or for `handlerFile`. */
  readonly code: 'exchanged' | 'kept'
  readonly handlerFile: string | null
  /** Execution environments to keep ready; 0: none. */
  readonly provisioned: number
}

export const QUESTIONS: readonly Question[] = [
  {
    kind: 'text',
    name: 'handler',
    flag: 'handler',
    ask: { en: 'Your own optimized Python file', ko: '직접 최적화한 Python 파일' },
    default: '',
    asked: 'by-flag',
    refusal: (typed) =>
      typed === '' || typed.endsWith('.py')
        ? null
        : {
            en: 'Name one .py file: it replaces the handler in the package, and everything else stays.',
            ko: '.py 파일 하나를 지정하세요. 패키지에서 핸들러 파일만 교체하고 나머지는 그대로 둡니다.',
          },
  },
  {
    kind: 'number',
    name: 'provisioned',
    flag: 'provisioned',
    ask: {
      en: 'Execution environments to keep ready, with the code as it is',
      ko: '코드를 그대로 두고 미리 준비할 실행 환경 수',
    },
    default: 0,
    minimum: 0,
    maximum: 100_000,
    whole: 'whole',
    asked: 'by-flag',
  },
]

export function choiceOf(answers: Answers): Choice {
  const file = String(answers['handler'] ?? '')
  const provisioned = Number(answers['provisioned'] ?? 0)
  return {
    code: provisioned > 0 && file === '' ? 'kept' : 'exchanged',
    handlerFile: file === '' ? null : file,
    provisioned,
  }
}
