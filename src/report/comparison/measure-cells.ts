import type { Text } from '../../system/text.js'
import { verbatim } from '../../system/text.js'
import { amount, count, dollars, milliseconds, percent } from '../numbers.js'
import type { Estimate, Measure } from './comparison.js'
import { INTERVAL_NAMES } from './intervals.js'

/** How the comparison's figures are written, in the terminal and on the page alike. */
const WRITE: Readonly<Record<Measure['unit'], (value: number) => string>> = {
  ms: milliseconds,
  count: (value) => (Number.isInteger(value) ? count(value) : amount(value)),
  share: percent,
  'per-second': amount,
  USD: dollars,
}

export const valueCell = ({ value }: Estimate, unit: Measure['unit']) =>
  value === null ? '–' : WRITE[unit](value)

/** `÷ 91.6`: how many times less; `x 1.2`: how many times more; `÷ > 105`: at least, where the second is nothing. */
export function ratioCell({ value, interval }: Estimate): string {
  if (value !== null) return value >= 1 ? `÷ ${amount(value)}` : `× ${amount(1 / value)}`
  return interval.kind !== 'none' && interval.low !== null && interval.high === null
    ? `÷ > ${amount(interval.low)}`
    : '–'
}

/** `89.9 – 92.2`, in the value's own unit; the reason where there is none. */
export function intervalCell({ interval }: Estimate, unit: Measure['unit']): Text {
  if (interval.kind === 'none') return interval.why
  return verbatim(range(interval.low, interval.high, WRITE[unit]))
}

/** A ratio's interval, in the direction in which `ratioCell` writes it. */
export function ratioIntervalCell({ value, interval }: Estimate): Text {
  if (interval.kind === 'none') return interval.why
  const { low, high } = interval
  if (value === null || value >= 1) return verbatim(range(low, high, amount))
  return verbatim(range(inverse(high), inverse(low), amount))
}

/** The kind's name; nothing where there is no interval. */
export function kindCell({ interval }: Estimate): Text {
  return interval.kind === 'none' ? verbatim('') : INTERVAL_NAMES[interval.kind].name
}

/** A unit that both ends share is written once: `706 – 723 ms`, `93.1 – 95.2%`. */
function range(low: number | null, high: number | null, write: (value: number) => string): string {
  const [from, to] = [low, high].map((end) => (end === null ? '∞' : write(end)))
  const unit = /(?: \S+|%)$/.exec(to ?? '')?.[0] ?? ''
  return `${from?.endsWith(unit) ? from.slice(0, from.length - unit.length) : from} – ${to}`
}

const inverse = (value: number | null) => (value === null ? 0 : value === 0 ? null : 1 / value)
