import type { LoadSample } from '../../core/progress.js'

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** Values one character each, the highest of them, or `full`, at full height; nothing for zero and for what is not known. */
export function sparkline(values: readonly (number | null)[], full = 0): string {
  const highest = Math.max(full, ...values.map((value) => value ?? 0))
  return values.map((value) => (value === null || value <= 0 ? ' ' : level(value, highest))).join('')
}

function level(value: number, highest: number): string {
  return LEVELS[Math.round((value / highest) * (LEVELS.length - 1))] ?? ' '
}

/** A bar as full as the part is of the whole. */
export function bar(part: number, whole: number, width: number): string {
  const share = whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole))
  const full = Math.round(share * width)
  return '━'.repeat(full) + '╌'.repeat(width - full)
}

/**
 * The samples on an axis of `columns` that is as long as the whole test: for each column so far the mean of the samples in it, or, where
 * there is none, what was known last.
 */
export function timeline(
  samples: readonly LoadSample[],
  value: (sample: LoadSample) => number | null,
  columns: number,
): (number | null)[] {
  const now = samples.at(-1)
  if (now === undefined) return []
  const columnOf = ({ elapsedSeconds, totalSeconds }: LoadSample) =>
    Math.min(columns - 1, Math.floor((elapsedSeconds / Math.max(totalSeconds, 1)) * columns))
  const axis: (number | null)[] = []
  for (let column = 0; column <= columnOf(now); column++) {
    const here = samples.filter((sample) => columnOf(sample) === column).map(value)
    axis.push(here.length === 0 ? (axis.at(-1) ?? null) : mean(here))
  }
  return axis
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
