import { LabError } from '../../core/errors.js'
import type { Text } from '../../core/text.js'

/** A usage error: what was typed for that flag will not do. */
export function badValue(flag: string, typed: string, why: Text): LabError {
  return new LabError({
    code: 'bad-value',
    what: {
      en: `\`${flag} ${typed}\` will not do.`,
      ko: `\`${flag} ${typed}\` 값은 사용할 수 없습니다.`,
    },
    why,
    next: null,
    exit: 'usage',
  })
}
