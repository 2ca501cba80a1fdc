import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import type { LoadSample } from '../../src/core/progress.js'
import { loadLine } from '../../src/ui/load/load-line.js'
import { loadView } from '../../src/ui/load/load-view.js'
import { layout } from './layout.js'

const sample = (elapsedSeconds: number, changes: Partial<LoadSample> = {}): LoadSample => ({
  elapsedSeconds,
  totalSeconds: 60,
  users: 80,
  usersWanted: 100,
  requestsPerSecond: 22.44,
  failuresPerSecond: 8.1,
  p50Ms: 710,
  p95Ms: 1980,
  throttlesPerSecond: 6.2,
  concurrency: 15,
  concurrencyLimit: 20,
  generatorCpu: 0.34,
  ...changes,
})

const UNKNOWN = {
  p50Ms: null,
  p95Ms: null,
  throttlesPerSecond: null,
  concurrency: null,
  concurrencyLimit: null,
  generatorCpu: null,
}

const lineOf = (lines: readonly string[], name: string) => lines.find((line) => line.startsWith(name)) ?? ''

describe('a running load', () => {
  test('shows every figure of now, with the time that is left', () => {
    const lines = loadView([sample(25)], layout(80))
    expect(lineOf(lines, 'time left')).toContain('0:35')
    expect(lineOf(lines, 'users')).toContain('80 / 100')
    expect(lineOf(lines, 'requests/s')).toContain('22.4')
    expect(lineOf(lines, 'failures/s')).toContain('8.1')
    expect(lineOf(lines, 'throttles/s')).toContain('6.2')
    expect(lineOf(lines, 'concurrency')).toContain('15 / 20')
    expect(lineOf(lines, 'latency')).toMatch(/p50 710 ms.*p95 1,980 ms/)
    expect(lineOf(lines, 'generator CPU')).toContain('34 %')
  })

  test('has of the time that is left a bar that shrinks', () => {
    const left = [0, 15, 45, 60].map((elapsed) => {
      const line = lineOf(loadView([sample(elapsed)], layout(80)), 'time left')
      return (/━*╌*$/.exec(line)?.[0] ?? '').replaceAll('╌', '').length
    })
    const [whole = 0] = left
    expect(whole).toBeGreaterThan(40)
    expect(left.map((bar) => bar / whole)).toEqual(
      [1, 0.75, 0.25, 0].map((share) => expect.closeTo(share, 1)),
    )
  })

  test('says in Korean what concurrency is called in the workshop, and that the generator is at its limit', () => {
    const lines = loadView([sample(1, { generatorCpu: 0.97 })], layout(80, 'ko'))
    expect(lineOf(lines, '동시성')).toContain('15 / 20')
    expect(lineOf(lines, '부하 발생기')).toContain('한계 도달')
  })

  test('draws concurrency as stairs on the time axis of the whole test', () => {
    const stairs = Array.from({ length: 31 }, (_, t) => {
      const concurrencyLimit = 5 * (1 + Math.floor(t / 12))
      return sample(t, { concurrency: concurrencyLimit, concurrencyLimit })
    })
    const lines = loadView(stairs, layout(80))
    const chart = /[▁-█]+$/.exec(lineOf(lines, 'concurrency'))?.[0] ?? ''
    expect(chart).toMatch(/^▃+[▄▅]?▆+▇?█+$/)
    const axis = /[━╌]+$/.exec(lineOf(lines, 'time left'))?.[0] ?? ''
    expect(chart.length / axis.length).toBeCloseTo(0.5, 1)
  })

  test('draws nothing where there were no failures', () => {
    const lines = loadView([sample(1, { failuresPerSecond: 0 })], layout(80))
    expect(lineOf(lines, 'failures/s')).toMatch(/ 0$/)
  })

  test('says so when the generator is at its limit', () => {
    const lines = loadView([sample(1, { generatorCpu: 0.97 })], layout(80))
    expect(lineOf(lines, 'generator')).toContain('at its limit')
  })

  test('leaves open what is not known yet', () => {
    const lines = loadView([sample(0, UNKNOWN)], layout(80))
    expect(lineOf(lines, 'concurrency')).toMatch(/ –$/)
    expect(lineOf(lines, 'latency')).toContain('p50 –')
  })

  test.each([
    { columns: 80, lang: 'en' },
    { columns: 80, lang: 'ko' },
    { columns: 160, lang: 'ko' },
    { columns: 50, lang: 'en' },
  ] as const)('fits $columns columns in $lang', ({ columns, lang }) => {
    const lines = loadView([sample(1), sample(59, { requestsPerSecond: 12_345.6 })], layout(columns, lang))
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
  })

  test('is one line where output is kept', () => {
    expect(loadLine(sample(25), 'en')).toBe(
      '25/60 s, users 80 / 100, requests/s 22.4, failures/s 8.1, p50 710 ms, p95 1,980 ms, throttles/s 6.2, concurrency 15 / 20, generator CPU 34 %',
    )
  })
})
