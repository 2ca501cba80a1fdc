import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseStats } from '../../../src/load/locust/stats.js'

/** Answers of `/stats/requests`, saved from those versions: five users, a quarter of a second into their pace, some 500s. */
const answerOf = (version: string): unknown =>
  JSON.parse(readFileSync(new URL(`answers/stats-${version}.json`, import.meta.url), 'utf8'))

describe("Locust's statistics", () => {
  it.each(['2.12.1', '2.20.0', '2.43.4'])('are read as version %s answers them', (version) => {
    const { sample, workers } = parseStats(answerOf(version))
    expect(sample).toMatchObject({ state: 'running', users: 5 })
    expect(sample.requestsPerSecond).toBeGreaterThan(0)
    expect(sample.failuresPerSecond).toBeGreaterThan(0)
    expect(sample.failuresPerSecond).toBeLessThan(sample.requestsPerSecond)
    expect(sample.p50Ms).toBeGreaterThan(40)
    expect(sample.p95Ms).toBeGreaterThanOrEqual(sample.p50Ms ?? Infinity)
    expect(workers).toBeNull()
  })

  it('tell the workers of a master', () => {
    expect(parseStats({ state: 'ready', user_count: 0, stats: [], worker_count: 2 }).workers).toBe(2)
  })

  it('are refused where they are something else', () => {
    expect(() => parseStats({ hello: 'world' })).toThrow(/state/)
  })
})
