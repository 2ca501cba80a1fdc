import { isInstanceType } from '../../src/aws/load-host/instance-types.js'
import type { ChoiceQuestion, Declared, TextQuestion } from '../../src/core/question.js'
import { type Text, verbatim } from '../../src/system/text.js'

export const INSTANCE_TYPE: Declared<TextQuestion> = {
  kind: 'text',
  name: 'instanceType',
  ask: { en: 'Instance type of the load generator', ko: '부하 발생용 인스턴스 유형' },
  help: { en: 'instance type of the load generator', ko: '부하 발생기의 인스턴스 유형' },
  value: 'TYPE',
  default: null,
  asked: 'by-flag',
  refusal: (typed) => (isInstanceType(typed) ? null : notAType),
}

export const HOST: Declared<ChoiceQuestion> = {
  kind: 'choice',
  name: 'host',
  ask: { en: 'What the load generator runs on', ko: '부하 발생기를 실행할 환경' },
  help: {
    en: 'what the load generator runs on: Cloud9 where available, otherwise a plain EC2 instance',
    ko: '부하 발생기를 실행할 환경. 기본값은 Cloud9이며, 쓸 수 없으면 일반 EC2 인스턴스',
  },
  value: 'auto|cloud9|ec2',
  default: 'auto',
  asked: 'by-flag',
  choices: [
    {
      value: 'auto',
      label: { en: 'Cloud9 where the account has it, else EC2', ko: '쓸 수 있으면 Cloud9, 아니면 EC2' },
    },
    { value: 'cloud9', label: verbatim('Cloud9') },
    { value: 'ec2', label: verbatim('EC2') },
  ],
}

export const ENVIRONMENT_QUESTIONS = [INSTANCE_TYPE, HOST]

const notAType: Text = {
  en: 'An instance type looks like `c5.xlarge` or `m5.large`.',
  ko: '인스턴스 유형은 `c5.xlarge`, `m5.large`와 같은 형식입니다.',
}
