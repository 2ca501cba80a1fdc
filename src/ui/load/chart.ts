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
