import {
  type Answers,
  type Declared,
  type PhraseQuestion,
  textIn,
  type TextQuestion,
} from '../../src/core/question.js'
import { ANYONE, ANYWHERE, sourceRefusal } from './source.js'

export const TUNNEL: Declared<TextQuestion> = {
  kind: 'text',
  name: 'tunnel',
  ask: { en: 'Reach the page through Session Manager?', ko: 'Session Manager 터널로 페이지에 접속할까요?' },
  help: {
    en: 'reach the Locust page through Session Manager, with no open port',
    ko: '포트를 열지 않고 Session Manager 터널로 Locust 페이지에 접속합니다',
  },
  value: null,
  default: 'no',
  asked: 'by-flag',
  refusal: (typed) =>
    typed === 'yes' || typed === 'no'
      ? null
      : { en: 'Answer `yes` or `no`.', ko: '`yes` 또는 `no`를 입력하세요.' },
}

export const SOURCE: Declared<TextQuestion> = {
  kind: 'text',
  name: 'source',
  ask: { en: 'Who may reach the Locust page (CIDR)?', ko: 'Locust 페이지 접속을 허용할 주소(CIDR)' },
  help: { en: 'addresses that may open the Locust page', ko: 'Locust 페이지를 열 수 있는 주소 범위' },
  value: 'CIDR',
  default: null,
  refusal: sourceRefusal,
  needed: ({ tunnel }) => tunnel !== 'yes',
}

export const OPEN_TO: Declared<PhraseQuestion> = {
  kind: 'phrase',
  name: 'openTo',
  ask: {
    en: 'The page has no login. To open it to everyone, type who will then be able to use your instance',
    ko: '이 페이지에는 로그인이 없습니다. 모두에게 열려면 누가 여러분의 인스턴스를 쓸 수 있게 되는지 그대로 입력하세요',
  },
  help: {
    en: `confirms --source ${ANYWHERE}; the phrase is '${ANYONE}'`,
    ko: `--source ${ANYWHERE}을 확인합니다. 문구는 '${ANYONE}'`,
  },
  value: 'PHRASE',
  phrase: ANYONE,
  needed: ({ source }) => source === ANYWHERE,
}

export const SECURITY_GROUP_QUESTIONS = [TUNNEL, SOURCE, OPEN_TO]

/** The source to open to. Throws where everyone is meant and that was not said in words, whoever asked the questions. */
export function sourceOf(answers: Answers): string {
  const source = textIn(answers, SOURCE)
  if (source === ANYWHERE && answers[OPEN_TO.name] !== ANYONE)
    throw new Error('Opening to everyone was not confirmed')
  return source
}
