import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'
import { wholeBody } from '../../system/whole-body.js'
import { SERIES, type Series } from '../series.js'
import { type Stats, parseStats } from './stats.js'

/** Locust's web API. It is a by-product of its page: most failures are answered with 200, and it changes between versions. */
export interface LocustApi {
  /** `http://ADDRESS:8089` */
  readonly url: string
  stats(): Promise<Stats>
  /** The lab's own measurements; null: this Locust runs another locustfile. */
  series(since: number): Promise<Series | null>
  swarm(form: Readonly<Record<string, string>>): Promise<void>
  stop(): Promise<void>
  file(path: string): Promise<Uint8Array>
}

export function locustApi(url: string): LocustApi {
  const request = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    for (let left = path === '/swarm' ? 0 : RETRIES; ; left -= 1) {
      try {
        return await answerOf(`${url}${path}`, init)
      } catch (thrown) {
        if (left === 0) throw unreachable(url, thrown)
        await sleep(RETRY_AFTER_MS)
      }
    }
  }
  const good = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await request(path, init)
    if (answer.ok) return answer
    throw refused(verbatim(`HTTP ${answer.status} ${path}: ${textOf(answer).slice(0, 300)}`))
  }

  return {
    url,
    stats: async () => understood('/stats/requests', await good('/stats/requests'), parseStats),
    series: async (since) => {
      const answer = await request(`/lab/series?since=${since}`)
      return answer.status === 404 ? null : understood('/lab/series', answer, (json) => v.parse(SERIES, json))
    },
    swarm: async (form) => {
      // Form-encoded: Locust ignores a JSON body.
      const answer = await good('/swarm', { method: 'POST', body: new URLSearchParams(form) })
      const swarmed = understood('/swarm', answer, (json) => v.parse(SWARMED, json))
      if (!swarmed.success) throw refused(verbatim(swarmed.message))
    },
    stop: async () => {
      // A POST since 2.47, a GET before.
      const { ok } = await request('/stop', { method: 'POST' })
      if (!ok) await good('/stop')
    },
    file: async (path) => (await good(path)).body,
  }
}

/** Whole: an answer that breaks off half-way is none. */
interface Answer {
  readonly ok: boolean
  readonly status: number
  readonly body: Uint8Array
}

async function answerOf(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
  // Not more than any Locust answers.
  return { ok: response.ok, status: response.status, body: await wholeBody(response.body, LARGEST_ANSWER) }
}

/** Bytes. A report of an hour's test, with its charts, is some 3 MB. */
const LARGEST_ANSWER = 64 * 1_024 * 1_024

const textOf = ({ body }: Answer): string => new TextDecoder().decode(body)

/** What answers there may be anything: another program, or a Locust that somebody changed. */
function understood<T>(path: string, answer: Answer, parse: (json: unknown) => T): T {
  try {
    return parse(JSON.parse(textOf(answer)))
  } catch (cause) {
    throw notLocust(path, textOf(answer), cause)
  }
}

/** Does the page answer? For proving that a port is closed as much as that it is open. */
export async function pageAnswers(url: string, withinMs: number): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(withinMs) })
    .then(async ({ ok, body }) => {
      const page = ok ? await wholeBody(body, LARGEST_ANSWER) : new Uint8Array()
      return /locust/i.test(new TextDecoder().decode(page))
    })
    .catch(() => false)
}

/**
 * A connection that was lost, as by a computer that slept, must not leave a load that nobody stops. All but a start may be
 * asked twice.
 */
const RETRIES = 2
const RETRY_AFTER_MS = 300

/** `/stop` ends only when the requests in flight do. */
const TIMEOUT_MS = 30_000

const SWARMED = v.object({ success: v.boolean(), message: v.optional(v.string(), '') })

function unreachable(url: string, cause: unknown): LabError {
  return new LabError({
    code: 'locust-unreachable',
    what: { en: `Locust does not answer at ${url}.`, ko: `Locust(${url})가 응답하지 않습니다.` },
    why: {
      en: 'Its port may be closed to your current address, or Locust or its instance was stopped.',
      ko: '지금 사용 중인 주소에 포트가 열려 있지 않거나, Locust 또는 인스턴스가 중지되었을 수 있습니다.',
    },
    next: {
      en: 'Type `lab check` to see which step no longer holds.',
      ko: '`lab check`로 더 이상 유효하지 않은 단계를 확인하세요.',
    },
    cause,
  })
}

function notLocust(path: string, answer: string, cause: unknown): LabError {
  return new LabError({
    code: 'locust-not-understood',
    what: {
      en: `What answers at Locust's address is not a Locust that the lab knows.`,
      ko: 'Locust의 주소에서 응답하는 프로그램은 실습이 아는 Locust가 아닙니다.',
    },
    why: verbatim(`${path}: ${answer.slice(0, 200)}`),
    next: {
      en: 'Type `lab check` to see which step no longer holds.',
      ko: '`lab check`로 더 이상 유효하지 않은 단계를 확인하세요.',
    },
    cause,
  })
}

function refused(why: Text): LabError {
  return new LabError({
    code: 'locust-refused',
    what: { en: 'Locust did not carry out the request.', ko: 'Locust가 요청을 처리하지 않았습니다.' },
    why,
    next: { en: 'Type `lab next` to try again.', ko: '`lab next`로 다시 시도하세요.' },
  })
}
