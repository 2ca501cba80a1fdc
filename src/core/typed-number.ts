/** A number as a person types it: `1000`, `1,000`, `1e3`, `0.5` or `.5`; NaN: it is none. One that is too large is Infinity. */
export function typedNumber(typed: string): number {
  const text = typed.trim()
  return PLAIN.test(text) || GROUPED.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
}

const PLAIN = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i
/** With the commas that the lab's own messages have. */
const GROUPED = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/
