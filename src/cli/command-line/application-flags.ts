import type { ApplicationNames } from '../../core/target.js'
import { badValue } from './bad-value.js'
import type { Flag } from './flag.js'

/** How the application is called, where it is not as in the workshop. Every command that may reach a target takes them. */
export const APPLICATION_FLAGS: readonly Flag[] = [
  {
    syntax: '--vpc <name>',
    summary: { en: "the application's VPC, by name or id", ko: '애플리케이션의 VPC(이름 또는 ID)' },
  },
  {
    syntax: '--subnet <name>',
    summary: { en: 'public subnet for the load generator', ko: '부하 발생기를 둘 퍼블릭 서브넷' },
  },
  {
    syntax: '--function <name>',
    summary: { en: "the application's Lambda function", ko: '애플리케이션의 Lambda 함수' },
  },
  {
    syntax: '--api <name>',
    summary: { en: "the application's REST API, by name or id", ko: '애플리케이션의 REST API(이름 또는 ID)' },
  },
  { syntax: '--stage <name>', summary: { en: "the API's stage", ko: 'API의 스테이지' } },
  { syntax: '--secret <name>', summary: { en: "the database's secret", ko: '데이터베이스의 보안 암호' } },
]

const NAMED = ['vpc', 'subnet', 'function', 'api', 'stage', 'secret'] as const

/** `typed` is what commander found. */
export function namesIn(typed: Readonly<Record<string, unknown>>): Partial<ApplicationNames> {
  const named = NAMED.flatMap((part) => {
    const name = typed[part]
    if (typeof name !== 'string') return []
    if (/^\P{Cc}{1,512}$/u.test(name)) return [[part, name]]
    throw badValue(`--${part}`, name, {
      en: 'Enter a name as AWS shows it.',
      ko: 'AWS에 표시되는 이름을 입력하세요.',
    })
  })
  return Object.fromEntries(named)
}
