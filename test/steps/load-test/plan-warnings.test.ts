import { expect, test } from 'vitest'
import { planWarnings } from '../../../steps/load-test/plan-warnings.js'
import type { ChosenLoad } from '../../../steps/load-test/load.js'

const SOUND: ChosenLoad = {
  engine: 'locust',
  users: 100,
  spawnRate: 5,
  durationSeconds: 60,
  requestsPerSecond: 30,
  processes: 1,
}
const warned = (change: Partial<ChosenLoad>) => planWarnings({ ...SOUND, ...change }).map(({ en }) => en)

test('a load that can be carried out is warned of nothing', () => {
  expect(warned({})).toEqual([])
})

test('users that cannot all start within the test are named beforehand', () => {
  const [ramp] = warned({ users: 5_000, spawnRate: 5, durationSeconds: 10 })
  expect(ramp).toContain('Only 50 of the 5,000 users can start in 10 s')
  expect(ramp).toContain('16:40')
})

test('a test too short or with too few requests to be valid says so before it runs', () => {
  expect(warned({ users: 10, durationSeconds: 5 }).join(' ')).toContain('A test of 5 s is never valid')
  expect(warned({ users: 1, requestsPerSecond: 1 }).join(' ')).toContain('sends about 60 requests')
})

test('users that wait for nobody’s pace are warned that fast errors make more requests', () => {
  expect(warned({ requestsPerSecond: null }).join(' ')).toContain('as soon as a response arrives')
})
