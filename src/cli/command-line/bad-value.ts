import { LabError } from '../../core/errors.js'
import type { Text } from '../../system/text.js'

/** A usage error: what was typed for that flag will not do. */
export function badValue(flag: string, typed: string, why: Text): LabError {
  return new LabError({
    code: 'bad-value',
    what: {
      en: `\`${flag} ${typed}\` is not a valid value.`,
      ko: `\`${flag} ${typed}\`에서 값이 올바르지 않습니다.`,
    },
    why,
    next: null,
    exit: 'usage',
  })
}
