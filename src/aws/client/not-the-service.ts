import type { Access } from '../../core/target.js'
import { type Text, verbatim } from '../../system/text.js'
import { type ConfiguredEndpoint, configuredEndpoint } from './endpoints.js'
import type { FailedCall } from './failed-call.js'

/** Refused as no answer of AWS, or one that the SDK could not read. */
const isNotUnderstood = (error: Error): boolean =>
  error.name === 'NotTheService' || error.message.includes('Deserialization error')

/** What a person can do where something else answers in a service's place; null: it was the service. */
export function notTheService(error: Error, { service, operation }: FailedCall, access: Access) {
  if (!isNotUnderstood(error)) return null
  const { target, endpoints } = access
  const configured = configuredEndpoint(service, { common: target.endpoint, own: endpoints })
  const next =
    configured === null
      ? {
          en: 'A proxy or the sign-in page of a network may answer instead of AWS: open a web page to see, then type the same command.',
          ko: '프록시나 네트워크 로그인 페이지가 AWS 대신 응답했을 수 있습니다. 웹 페이지를 열어 확인한 뒤 같은 명령을 실행하세요.',
        }
      : instead(configured, target.kind)
  return {
    code: 'not-the-service',
    what: {
      en: `What answered ${service} ${operation} is not ${service}.`,
      ko: `${service} ${operation} 호출에 응답한 것은 ${service}가 아닙니다.`,
    },
    why: verbatim(error.message.split('\n')[0] ?? error.name),
    next,
  }
}

const instead = ({ variable, url }: ConfiguredEndpoint, kind: Access['target']['kind']): Text =>
  kind === 'aws'
    ? {
        en: `${variable} is ${url}: correct it, or unset the variable to reach AWS.`,
        ko: `${variable} 변수의 값이 ${url}입니다. 올바르게 고치거나, AWS에 연결하려면 변수를 해제하세요.`,
      }
    : {
        en: 'Type `lab cloud stop`, then the same command: another program may have the local cloud’s port.',
        ko: '`lab cloud stop`을 실행한 뒤 같은 명령을 실행하세요. 다른 프로그램이 로컬 클라우드의 포트를 쓰고 있을 수 있습니다.',
      }
