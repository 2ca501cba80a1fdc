import { LabError } from '../../core/errors.js'
import type { Text } from '../../system/text.js'
import { closest } from './closest.js'
import { didYouMean } from './usage-error.js'

/** A usage error: what was typed for that flag will not do. `meant`: the flag's value, as it was probably meant. */
export function badValue(flag: string, typed: string, why: Text, meant: string | null = null): LabError {
  return new LabError({
    code: 'bad-value',
    what: {
      en: `\`${flag} ${typed}\` is not a valid value.`,
      ko: `\`${flag} ${typed}\`에서 값이 올바르지 않습니다.`,
    },
    why,
    next: meant === null ? null : didYouMean(`${flag} ${meant}`),
    exit: 'usage',
  })
}

/** The same where the flag takes none but these values. */
export function unknownValue(flag: string, typed: string, values: readonly string[]): LabError {
  const list = values.map((value) => `\`${value}\``).join(', ')
  const why = { en: `It can be ${list}.`, ko: `사용할 수 있는 값: ${list}` }
  return badValue(flag, typed, why, closest(typed, values))
}
