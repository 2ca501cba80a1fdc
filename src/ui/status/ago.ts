import type { Lang } from '../../core/text.js'

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const

/** `5 minutes ago`, from two ISO times. */
export function ago(then: string, now: string, lang: Lang): string {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(then)) / 1000))
  const { unit, seconds: size } = UNITS.find((one) => seconds >= one.seconds) ?? UNITS[3]
  return new Intl.RelativeTimeFormat(lang).format(-Math.floor(seconds / size), unit)
}
