import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { LabError } from '../../core/errors.js'
import { stopIfInterrupted } from '../../core/interruption.js'
import { type Text, verbatim } from '../../system/text.js'
import { wholeBody } from '../../system/whole-body.js'
import type { Aws } from '../client/aws.js'
import type { Gateway } from './gateway.js'
import { USER_AGENT } from './proxy-event.js'

/** What the API's own callers get. `by`: API Gateway marks what it answers itself, instead of the function. */
export interface UrlAnswer {
  readonly status: number
  readonly by: 'function' | 'api-gateway'
  /** Its start. */
  readonly body: string
}

/**
 * Asks for what the load will ask for until the answer is a 2xx. A function may fail now and then, and a new deployment takes a
 * moment to arrive, so it is asked a few times; throws `api-answers-no-2xx` with the last answer, `invoke-url-silent` where there
 * was none.
 */
export async function requireWorkingUrl(aws: Aws, gateway: Gateway): Promise<UrlAnswer> {
  const began = performance.now()
  for (let times = 1; ; times += 1) {
    stopIfInterrupted(aws.signal)
    const answer = await ask(aws, `${gateway.invokeUrl}/`)
    if (isSuccess(answer.status)) return answer
    const isOver = times >= MOST_TIMES || performance.now() - began > LONGEST_MS
    if (isOver) throw noSuccess(gateway, answer)
    await sleep(PAUSE_MS, undefined, { signal: aws.signal }).catch(() => undefined)
  }
}

/** A function that fails three times of ten fails eight times in a row once in 15,000. */
const MOST_TIMES = 8
const LONGEST_MS = 20_000
const PAUSE_MS = 250
/** API Gateway itself gives up after 29 s, unless told to wait longer. */
const LONGEST_ANSWER_MS = 60_000
/** API Gateway passes on no more than 10 MB. */
const LARGEST_ANSWER = 10 * 1_024 * 1_024

export const isSuccess = (status: number): boolean => status >= 200 && status < 300

async function ask(aws: Aws, url: string): Promise<UrlAnswer> {
  const signal = AbortSignal.any([aws.signal, AbortSignal.timeout(LONGEST_ANSWER_MS)])
  try {
    const response = await get(url, signal)
    const body = new TextDecoder().decode(await wholeBody(response, LARGEST_ANSWER))
    const by = response.headers['x-amzn-errortype'] === undefined ? 'function' : 'api-gateway'
    return { status: response.statusCode ?? 0, by, body: body.slice(0, 300) }
  } catch (thrown) {
    stopIfInterrupted(aws.signal)
    throw silent(url, thrown)
  }
}

/** Not by `fetch`, which writes the names of headers small, and adds some: a function may look for them. */
async function get(url: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = url.startsWith('https:') ? await import('node:https') : await import('node:http')
  return new Promise((resolve, reject) => {
    const headers = { 'User-Agent': USER_AGENT, 'Accept-Encoding': 'identity' }
    request(url, { headers, signal }, resolve).once('error', reject).end()
  })
}

function noSuccess({ invokeUrl }: Gateway, { status, by, body }: UrlAnswer): LabError {
  return new LabError({
    code: 'api-answers-no-2xx',
    what: {
      en: `${invokeUrl}/ answers ${status}.`,
      ko: `${invokeUrl}/의 응답이 ${status}입니다.`,
    },
    why: by === 'function' ? givenByFunction(body) : (GATEWAYS_OWN.get(status) ?? verbatim(body)),
    next: {
      en: "Look at the function's log and its integration in API Gateway, then type the same command.",
      ko: '함수의 로그와 API Gateway의 통합 설정을 확인한 뒤 같은 명령을 실행하세요.',
    },
  })
}

const givenByFunction = (body: string): Text => ({
  en: `The function itself gives this status. Its body: ${body}`,
  ko: `함수가 직접 반환한 상태 코드입니다. 본문: ${body}`,
})

/** What API Gateway's own answers mean. */
const GATEWAYS_OWN: ReadonlyMap<number, Text> = new Map([
  [
    403,
    {
      en: 'API Gateway refuses callers without credentials or an API key, or from this address.',
      ko: 'API Gateway가 자격 증명이나 API 키가 없는 요청, 또는 이 주소에서 온 요청을 거부합니다.',
    },
  ],
  [429, { en: 'API Gateway throttles its callers.', ko: 'API Gateway가 요청을 스로틀하고 있습니다.' }],
  [
    500,
    {
      en: 'Lambda did not take the request: throttled, or API Gateway may not call the function.',
      ko: 'Lambda가 요청을 받지 않았습니다. 스로틀되었거나 API Gateway에 함수를 호출할 권한이 없습니다.',
    },
  ],
  [
    502,
    {
      en: 'The function failed, or its answer is not what a proxy integration must answer.',
      ko: '함수가 실패했거나, 응답이 프록시 통합의 형식에 맞지 않습니다.',
    },
  ],
  [504, { en: 'The function took too long.', ko: '함수의 응답이 너무 오래 걸립니다.' }],
])

function silent(url: string, cause: unknown): LabError {
  return new LabError({
    code: 'invoke-url-silent',
    what: { en: `${url} does not answer.`, ko: `${url}에서 응답이 없습니다.` },
    why: verbatim(cause instanceof Error ? cause.message : String(cause)),
    next: {
      en: 'Check the network from this computer to the API (a private API answers inside its VPC only), then type the same command.',
      ko: '이 컴퓨터에서 API까지의 네트워크를 확인한 뒤(프라이빗 API는 VPC 안에서만 응답합니다) 같은 명령을 실행하세요.',
    },
    cause,
  })
}
