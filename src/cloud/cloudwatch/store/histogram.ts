/**
 * Which values a second saw, in buckets whose width follows the value, as DDSketch lays them out: each is 2 % wider than
 * the one below, so the value that stands for a bucket is within 1 % of everything in it.
 */
const GROWTH = 1.02
const LOG_GROWTH = Math.log(GROWTH)
/** Anything up to here, zero and below included, shares bucket 0: a microsecond, where values are milliseconds. */
const SMALLEST = 0.001
/** Reaches 10^12 times the smallest; greater values share it. */
const LAST_BUCKET = 1_396

export function bucketOf(value: number): number {
  if (value <= SMALLEST) return 0
  return Math.min(LAST_BUCKET, 1 + Math.floor(Math.log(value / SMALLEST) / LOG_GROWTH))
}

/** The value that a bucket's samples are taken for. */
export function valueOf(bucket: number): number {
  if (bucket === 0) return 0
  const lower = SMALLEST * GROWTH ** (bucket - 1)
  return (2 * lower * GROWTH) / (1 + GROWTH)
}

/** The value that `percent` of the samples do not exceed (nearest rank), within 1 %. */
export function percentile(counts: ReadonlyMap<number, number>, total: number, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * total))
  let seen = 0
  let last = 0
  for (const bucket of [...counts.keys()].sort((a, b) => a - b)) {
    seen += counts.get(bucket) ?? 0
    last = bucket
    if (seen >= rank) break
  }
  return valueOf(last)
}
