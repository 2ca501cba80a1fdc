/**
 * What the workshop's own pages show (run of 2021-11-02, Seoul, 10,000 users, 500 a second, 128 MB). Published, not measured
 * here; figures with `about` are read off its charts.
 */
export const PUBLISHED = {
  date: '2021-11-02',
  users: 10_000,
  invokeDurationMs: [701.73, 7.66],
  /** Highest of the whole chart. */
  maxConcurrency: 2_117,
  requestsPerSecond: 697,
  /** By minute, from 10:47 on. */
  concurrency: [395, 1_000, 1_500, 1_850, 2_051],
  throttles: [0, 2_870, 1_650, 700, 30],
  invocations: [4_719, 33_500, 39_500, 40_000, 41_774],
} as const
