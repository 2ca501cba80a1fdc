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
const warned = (change: Partial<ChosenLoad>, cores: number | null = 4) =>
  planWarnings({ ...SOUND, ...change }, { cores, scale: null }).map(({ en }) => en)

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

test('a rate beyond what its processes can send is named beforehand, and not where the machine is not known', () => {
  expect(warned({ requestsPerSecond: 9_000 }).join(' ')).toContain('at most about 4,000 requests/s here')
  expect(warned({ requestsPerSecond: 9_000, processes: 2 }, 1).join(' ')).toContain('at most about 4,000')
  expect(warned({ requestsPerSecond: 9_000, processes: -1 })).toEqual([])
  expect(warned({ requestsPerSecond: 9_900, processes: -1 }, null)).toEqual([])
})

test('a rate beyond API Gateway’s own limit, at the scale of the lab, is named beforehand', () => {
  const [warning] = planWarnings(
    { ...SOUND, requestsPerSecond: 200 },
    { cores: 4, scale: { size: 100, time: 5 } },
  )
  expect(warning?.en).toContain('API Gateway lets 100 requests/s through')
  expect(warned({ requestsPerSecond: 200 })).toEqual([])
})

test('processes without users, and more of them than cores, are named beforehand', () => {
  expect(warned({ users: 100, processes: 128 }).join(' ')).toMatch(
    /28 of them have none.*128 processes on 4 cores/,
  )
  expect(warned({ processes: 4 })).toEqual([])
  expect(warned({ processes: 8 }, null)).toEqual([])
})
