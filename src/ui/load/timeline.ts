import type { LoadSample } from '../../core/progress.js'

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
