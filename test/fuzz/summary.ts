/** What was sent or written, how fast, and how often it ended in what. */
export function printTally(
  title: string,
  seconds: number,
  count: number,
  outcomes: ReadonlyMap<string, number>,
): void {
  const rate = Math.round(count / seconds)
  const lines = [...outcomes]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([outcome, times]) => `  ${String(times).padStart(8)}  ${outcome}`)
  console.log([`${title} in ${seconds.toFixed(1)} s, ${rate}/s`, ...lines].join('\n'))
}
