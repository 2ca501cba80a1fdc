const SIMPLE = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'] as const

/** What is computed of a period's samples; `percent` from 0 to 100. */
export type Statistic =
  { readonly kind: (typeof SIMPLE)[number] } | { readonly kind: 'percentile'; readonly percent: number }

/** Reads `Average`, `p95` or `p99.9`; null of anything else (CloudWatch's trimmed and winsorized ones are not kept here). */
export function parseStatistic(text: string): Statistic | null {
  const simple = SIMPLE.find((name) => name === text)
  if (simple !== undefined) return { kind: simple }
  const percent = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(text)?.[1]
  if (percent === undefined || Number(percent) > 100) return null
  return { kind: 'percentile', percent: Number(percent) }
}
