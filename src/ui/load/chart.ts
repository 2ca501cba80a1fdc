const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** The newest values, one character each, the highest of them full height; a value that is not known is a gap. */
export function sparkline(values: readonly (number | null)[], width: number): string {
  const last = values.slice(-width)
  const highest = Math.max(0, ...last.map((value) => value ?? 0))
  return last.map((value) => (value === null ? ' ' : level(value, highest))).join('')
}

function level(value: number, highest: number): string {
  const step = highest === 0 ? 0 : Math.round((value / highest) * (LEVELS.length - 1))
  return LEVELS[step] ?? ' '
}

/** A bar as full as the part is of the whole. */
export function bar(part: number, whole: number, width: number): string {
  const share = whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole))
  const full = Math.round(share * width)
  return '█'.repeat(full) + '░'.repeat(width - full)
}
