import type { Access } from '../../core/target.js'
import { errorCode } from '../../system/error-codes.js'
import { type Text, verbatim } from '../../system/text.js'
import { configuredEndpoint } from './endpoints.js'
import type { FailedCall } from './failed-call.js'

/** What a person can do where nothing answers. */
export function unreachable(error: Error, { service }: FailedCall, { target, endpoints }: Access) {
  const configured = configuredEndpoint(service, { common: target.endpoint, own: endpoints })
  const why = whyOf(error)
  if (configured === null) {
    return {
      code: 'unreachable',
      why,
      next: {
        en: 'Check the network connection (a proxy, a VPN), then type the same command.',
        ko: '네트워크 연결(프록시, VPN)을 확인한 뒤 같은 명령을 실행하세요.',
      },
    }
  }
  const { variable, url } = configured
  if (target.kind === 'aws') {
    return {
      code: 'unreachable',
      why,
      next: {
        en: `${variable} is ${url}: start that server, or unset the variable to reach AWS.`,
        ko: `${variable} 변수의 값이 ${url}입니다. 그 서버를 시작하거나, AWS에 연결하려면 변수를 해제하세요.`,
      },
    }
  }
  return {
    code: 'unreachable',
    what: {
      en: `The local cloud at ${url} does not answer.`,
      ko: `로컬 클라우드(${url})가 응답하지 않습니다.`,
    },
    why,
    next: {
      en: 'Type `lab cloud start`, then the same command; `lab cloud logs` shows why it ended.',
      ko: '`lab cloud start`를 실행한 뒤 같은 명령을 실행하세요. 종료된 이유는 `lab cloud logs`에서 볼 수 있습니다.',
    },
  }
}

/** The handler tells of a time-out in words about its own settings. */
function whyOf(error: Error): Text {
  const [, ms] = /^@smithy\/node-http-handler\b.*?(\d+) ms/.exec(error.message) ?? []
  if (error.name !== 'TimeoutError' || ms === undefined)
    return verbatim(error.message || errorCode(error) || error.name)
  const seconds = Number(ms) / 1_000
  return {
    en: `There was no answer within ${seconds} seconds.`,
    ko: `${seconds}초 안에 응답이 없었습니다.`,
  }
}
