import type { Text } from '../system/text.js'

// Korean and English write numbers alike, so that one formatting serves both and a figure can be searched for.
const format = (digits: number, whole: boolean) =>
  new Intl.NumberFormat(
    'en-US',
    whole ? { maximumFractionDigits: digits } : { maximumSignificantDigits: digits },
  )
const counts = format(0, true)
const two = format(2, false)
const three = format(3, false)
const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** 12,345: a whole number. */
export const count = (value: number) => counts.format(value)

/** Three significant digits, or all the whole ones: 0.0123, 1.23, 12,345. */
export const amount = (value: number) => (Math.abs(value) >= 100 ? counts : three).format(value)

/** 702 ms, 7.66 ms, 12.3 s. */
export function milliseconds(value: number): string {
  return value >= 10_000 ? `${three.format(value / 1000)} s` : `${amount(value)} ms`
}

/** 93.1%; 100% and 0% only where it is all or nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1%'
  if (share < 1 && share > 0.9995) return '> 99.9%'
  return `${format(1, true).format(share * 100)}%`
}

/** $12.34, $0.12, $0.012, and below a cent no figure at all: no estimate here is that exact. */
export function dollars(value: number): string {
  if (value > 0 && value < 0.01) return '< $0.01'
  return value > 0 && value < 1 ? `$${two.format(value)}` : `$${cents.format(value)}`
}

/** An estimate within a sentence: about $12.34; under $0.01. */
export function aboutDollars(value: number): Text {
  if (value > 0 && value < 0.01) return { en: 'under $0.01', ko: '$0.01 미만' }
  return { en: `about ${dollars(value)}`, ko: `약 ${dollars(value)}` }
}

/** A duration in seconds as a person says it: 60 s, 5 min. */
export function seconds(value: number): Text {
  if (value >= 120 && value % 60 === 0)
    return { en: `${count(value / 60)} minutes`, ko: `${count(value / 60)}분` }
  return { en: `${amount(value)} seconds`, ko: `${amount(value)}초` }
}

/** A time within a test, from its start: 1:05. */
export function clock(value: number): string {
  const whole = Math.round(value)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
