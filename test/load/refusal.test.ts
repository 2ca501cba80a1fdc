import { expect, it } from 'vitest'
import type { LoadEngine } from '../../src/load/engine.js'
import { locust } from '../../src/load/locust/engine.js'
import { refusalOf } from '../../src/load/refusal.js'

const LOAD = { users: 10, spawnRate: 1, durationSeconds: 60, requestsPerSecond: 30 }
const unpaced: LoadEngine = {
  ...locust,
  name: 'Wave',
  capabilities: { ...locust.capabilities, pace: 'as-fast-as-possible' },
}

it('an engine that cannot keep a rate refuses a load that wants one, and takes one that does not', () => {
  expect(refusalOf(unpaced, LOAD)?.en).toMatch(/^Wave .*--requests-per-second 0/)
  expect(refusalOf(unpaced, { ...LOAD, requestsPerSecond: null })).toBeNull()
  expect(refusalOf(locust, LOAD)).toBeNull()
})

it('an engine has reasons of its own', () => {
  const why = { en: 'It has no users.', ko: '사용자가 없습니다.' }
  expect(refusalOf({ ...locust, refuse: () => why }, LOAD)).toEqual(why)
})
