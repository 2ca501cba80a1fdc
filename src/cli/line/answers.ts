import type { Text } from '../../core/text.js'
import type { Option } from '../command.js'
import { badValue } from './flags.js'

/** A flag that answers a question of some step; the question's own bounds are judged when it is asked. */
interface Answer {
  readonly flag: string
  readonly value: string
  readonly summary: Text
  /** `positive`: refused before anything begins, whichever step will ask for it. */
  readonly kind: 'positive' | 'text'
}

/** A step whose question has a flag that is not here adds its line. */
export const ANSWERS: readonly Answer[] = [
  {
    flag: 'users',
    value: 'N',
    kind: 'positive',
    summary: { en: 'users of a load test', ko: '부하 테스트의 사용자 수' },
  },
  {
    flag: 'spawn-rate',
    value: 'N',
    kind: 'positive',
    summary: { en: 'users started per second', ko: '초당 시작할 사용자 수' },
  },
  {
    flag: 'duration',
    value: 'SECONDS',
    kind: 'positive',
    summary: { en: 'length of a load test', ko: '부하 테스트의 길이(초)' },
  },
  {
    flag: 'requests-per-second',
    value: 'N',
    kind: 'positive',
    summary: { en: 'requests of all users together', ko: '모든 사용자를 합친 초당 요청 수' },
  },
  {
    flag: 'source',
    value: 'CIDR',
    kind: 'text',
    summary: { en: 'addresses that may open the Locust page', ko: 'Locust 페이지를 열 수 있는 주소 범위' },
  },
  {
    flag: 'instance-type',
    value: 'TYPE',
    kind: 'text',
    summary: { en: 'instance that makes the load', ko: '부하를 만들 인스턴스의 유형' },
  },
]

/** The answers among what commander found, by flag; a command's own options are judged by the command. */
export function judgeAnswers(
  typed: Readonly<Record<string, unknown>>,
  options: readonly Option[] | undefined,
): ReadonlyMap<string, string> {
  if (options) return valuesOf(typed, options)
  const answers = new Map<string, string>()
  for (const { flag, kind } of ANSWERS) {
    const value = typed[camelCase(flag)]
    if (typeof value !== 'string') continue
    if (kind === 'positive') mustBePositive(flag, value)
    answers.set(flag, value)
  }
  return answers
}

function valuesOf(
  typed: Readonly<Record<string, unknown>>,
  options: readonly Option[],
): ReadonlyMap<string, string> {
  return new Map(
    options.flatMap(({ flag }) => {
      const value = typed[camelCase(flag)]
      return typeof value === 'string' ? [[flag, value] as const] : []
    }),
  )
}

function mustBePositive(flag: string, value: string): void {
  if (/^\d+(\.\d+)?$/.test(value) && Number(value) > 0) return
  throw badValue(`--${flag}`, value, { en: 'A number above 0 is needed.', ko: '0보다 큰 숫자를 입력하세요.' })
}

/** As commander names an option's value. */
function camelCase(flag: string): string {
  return flag.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
