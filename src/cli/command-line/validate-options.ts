import type { Option } from '../command.js'
import { badValue } from './bad-value.js'

/** The command's own options among what commander found, by flag. Numbers are judged before anything begins. */
export function validateOptions(
  typed: Readonly<Record<string, unknown>>,
  options: readonly Option[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const option of options) {
    const given = typed[camelCase(option.flag)]
    const value = option.value === null && given === true ? 'yes' : given
    if (typeof value !== 'string') continue
    judge(option, value)
    values.set(option.flag, value)
  }
  return values
}

function judge({ flag, number }: Option, value: string): void {
  if (number === undefined) return
  const isNumber = /^\d+(\.\d+)?$/.test(value)
  if (isNumber && (number === 'not-negative' || Number(value) > 0)) return
  const why =
    number === 'positive'
      ? { en: 'Enter a number greater than 0.', ko: '0보다 큰 숫자를 입력하세요.' }
      : { en: 'Enter a number, 0 or greater.', ko: '0 이상의 숫자를 입력하세요.' }
  throw badValue(`--${flag}`, value, why)
}

/** As commander names an option's value. */
function camelCase(flag: string): string {
  return flag.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
