import type { Declared, NumberQuestion, TextQuestion } from '../../src/core/question.js'

export const HANDLER: Declared<TextQuestion> = {
  kind: 'text',
  name: 'handler',
  ask: { en: 'Your own optimized Python file', ko: '직접 최적화한 Python 파일' },
  help: { en: 'your own optimized handler', ko: '직접 최적화한 핸들러 파일' },
  value: 'FILE',
  default: '',
  asked: 'by-flag',
  refusal: (typed) =>
    typed === '' || typed.endsWith('.py')
      ? null
      : {
          en: 'Name one .py file: it replaces the handler in the package, and everything else stays.',
          ko: '.py 파일 하나를 지정하세요. 패키지에서 핸들러 파일만 교체하고 나머지는 그대로 둡니다.',
        },
}

export const PROVISIONED: Declared<NumberQuestion> = {
  kind: 'number',
  name: 'provisioned',
  ask: {
    en: 'Execution environments to keep ready, with the code as it is',
    ko: '코드를 그대로 두고 미리 준비할 실행 환경 수',
  },
  help: {
    en: 'keep N execution environments ready instead of changing the code',
    ko: '코드를 바꾸는 대신 미리 준비할 실행 환경 수',
  },
  value: 'N',
  default: 0,
  minimum: 0,
  maximum: 100_000,
  whole: 'whole',
  asked: 'by-flag',
}

export const CODE_QUESTIONS = [HANDLER, PROVISIONED]
