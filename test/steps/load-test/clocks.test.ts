import { afterEach, expect, it, vi } from 'vitest'
import { aws } from '../../../src/aws/client/aws.js'
import { waitUntil } from '../../../src/aws/client/wait.js'
import type { LoadDriver } from '../../../src/load/driver.js'
import { followLoad } from '../../../steps/load-test/follow.js'
import { access } from '../../core/command.js'

afterEach(() => vi.useRealTimers())

const HOUR_MS = 3_600_000

it('a load test is not prolonged by a clock that is set back', async () => {
  const calls = await follow(1, -HOUR_MS)
  expect(calls).toEqual(['start', 'stop'])
})

it('a load test that went on while this computer slept is stopped when it wakes', async () => {
  const calls = await follow(600, HOUR_MS)
  expect(calls).toEqual(['start', 'stop'])
})

it('waiting for something is not cut short by a clock that is set forward', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  let looks = 0
  const look = async () => {
    vi.setSystemTime(Date.now() + HOUR_MS)
    looks += 1
    return looks === 3 ? 'there' : null
  }
  const { signal } = new AbortController()
  const waitingFor = { en: 'it', ko: '그것' }
  await expect(waitUntil({ waitingFor, seconds: 60, signal, look })).resolves.toBe('there')
})

/** What the engine was told, where the clock jumps while the load runs. */
async function follow(durationSeconds: number, jumpMs: number): Promise<readonly string[]> {
  vi.useFakeTimers({ toFake: ['Date'] })
  const calls: string[] = []
  const driver: LoadDriver = {
    start: async () => void calls.push('start'),
    stop: async () => void calls.push('stop'),
    observe: async () => {
      vi.setSystemTime(Date.now() + jumpMs)
      throw new Error('Nothing to see')
    },
    collect: () => Promise.reject(new Error('Not asked for')),
  }
  await followLoad({
    cloud: aws(access),
    driver,
    load: { users: 1, spawnRate: 1, durationSeconds, requestsPerSecond: 1, url: '' },
    functionName: 'f',
    prediction: { concurrency: 1, throttles: 0, requestsPerSecond: 1, series: [] },
    progress: () => undefined,
  })
  return calls
}
