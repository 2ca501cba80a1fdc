import type { Answer } from './wire.js'

/** What is wrong with an answer; null: nothing. */
export function faultOfForged(answer: Answer): string | null {
  if (answer.kind !== 'answer') return noAnswer(answer)
  const text = textOf(answer)
  if (answer.status < 400) return `accepted: ${answer.status}`
  if (REFUSALS.some((code) => text.includes(code))) return null
  // Node's own parser refuses a head that is none, without a body.
  if (answer.body.length === 0 && (answer.status === 400 || answer.status === 431)) return null
  return `not refused for its signature: ${answer.status} ${text.slice(-300)}`
}

export function faultOfSigned(answer: Answer): string | null {
  if (answer.kind !== 'answer') return noAnswer(answer)
  const text = textOf(answer)
  if (text.includes('InternalFailure')) return `a defect: ${text.slice(-300)}`
  return answer.status >= 500 && !KNOWN_5XX.test(text)
    ? `a failure: ${answer.status} ${text.slice(-300)}`
    : null
}

/** The gateway answers 500 for a throttle, 502 for a bad answer and 504 for a late one, as on AWS. */
export function faultOfOpenDoor(answer: Answer): string | null {
  return answer.kind === 'answer' ? null : noAnswer(answer)
}

export function faultOfFraming(
  received: { readonly received: string } | 'hung',
  answers200: number,
): string | null {
  if (received === 'hung') return 'no answer and no end'
  const answers = received.received.match(/HTTP\/1\.1 200 /g)?.length ?? 0
  return answers > answers200 ? `${answers} answers of 200: ${received.received.slice(0, 400)}` : null
}

const REFUSALS = [
  'MissingAuthenticationToken',
  'IncompleteSignature',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'RequestExpired',
  'AuthFailure',
  'The local cloud has no service',
  'The local cloud has no S3',
  'The Host header is not',
  'pages of another origin are refused',
  'Cross-site requests of browsers are refused',
]

const KNOWN_5XX = /ServiceException|EC2ThrottledException|ServiceUnavailable/

const noAnswer = (answer: Exclude<Answer, { kind: 'answer' }>): string =>
  answer.kind === 'hung'
    ? 'no answer and no end'
    : `closed without an answer: ${answer.received.slice(0, 200)}`

const textOf = ({ head, body }: Answer & { kind: 'answer' }): string => `${head}${body.toString('latin1')}`
