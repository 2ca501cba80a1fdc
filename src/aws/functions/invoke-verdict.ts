import type { Text } from '../../system/text.js'
import type { MalformedAnswer } from '../../proxy-integration/proxy-response.js'

/** What a caller of the API would get for what a function answered. */
export type InvokeVerdict =
  | { readonly kind: 'works'; readonly status: number }
  /** Of the function's own choice, and no 2xx. */
  | { readonly kind: 'other-status'; readonly status: number; readonly body: string }
  /** 502: the answer is none that API Gateway can pass on. */
  | { readonly kind: 'malformed'; readonly because: MalformedAnswer['because']; readonly answer: string }
  /** 502: the handler raised, or the execution environment ended. */
  | { readonly kind: 'function-error'; readonly answer: string; readonly log: string }

export type FailedVerdict = Exclude<InvokeVerdict, { kind: 'works' }>

/** The status that the caller sees. */
export const callersStatus = (verdict: InvokeVerdict): number =>
  verdict.kind === 'works' || verdict.kind === 'other-status' ? verdict.status : 502

/** Why API Gateway takes an answer for none. */
export function malformation(because: MalformedAnswer['because']): Text {
  switch (because.kind) {
    case 'no-object':
      return {
        en: 'It must be an object such as {"statusCode": 200, "body": "text"}.',
        ko: '{"statusCode": 200, "body": "텍스트"}와 같은 객체여야 합니다.',
      }
    case 'unknown-member':
      return {
        en: `Its member ${because.member} has no place there: only statusCode, headers, multiValueHeaders, body and isBase64Encoded have.`,
        ko: `${because.member}은(는) 쓸 수 없는 항목입니다. statusCode, headers, multiValueHeaders, body, isBase64Encoded만 쓸 수 있습니다.`,
      }
    case 'member-type':
      return {
        en: `Its ${because.member} is of another type than ${TYPES[because.member]?.en ?? 'it must be'}.`,
        ko: `${because.member}의 형식이 ${TYPES[because.member]?.ko ?? '올바른 형식'}이(가) 아닙니다.`,
      }
    case 'status':
      return {
        en: `Its statusCode ${because.status} is no status of an answer: 200 to 599 are.`,
        ko: `statusCode ${because.status}은(는) 응답의 상태 코드가 아닙니다. 200~599여야 합니다.`,
      }
    case 'headers':
      return {
        en: 'HTTP cannot carry one of its headers.',
        ko: 'HTTP로 보낼 수 없는 헤더가 있습니다.',
      }
  }
}

const TYPES: Readonly<Record<string, Text>> = {
  statusCode: { en: 'a number', ko: '숫자' },
  body: { en: 'a string (json.dumps makes one)', ko: '문자열(json.dumps 사용)' },
  headers: { en: 'an object of strings', ko: '문자열로 된 객체' },
  multiValueHeaders: { en: 'an object of lists of strings', ko: '문자열 목록으로 된 객체' },
  isBase64Encoded: { en: 'true or false', ko: 'true 또는 false' },
}
