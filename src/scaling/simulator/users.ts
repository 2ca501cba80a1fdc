import type { Random } from './random.js'
import type { ClosedLoop, Pace } from './scenario.js'

/** When each user sends its first request, in ms. */
export function firstRequests(load: ClosedLoop): Float64Array {
  const interval = intervalMs(load)
  return Float64Array.from({ length: load.users }, (_, user) => {
    // Paced ones are spread over their interval, as the lab's Locust does, so that they don't all ask in step.
    const phase = (user * GOLDEN_RATIO) % 1
    return (user / load.spawnRate) * 1000 + phase * interval
  })
}
const GOLDEN_RATIO = 0.6180339887498949

/** When a user that was answered sends again. `due`: when each was to send its last, kept up to date here. */
export function nextRequests(
  load: ClosedLoop,
  due: Float64Array,
  random: Random,
): (user: number, answeredAt: number) => number {
  const interval = intervalMs(load)
  const paced = (user: number, answeredAt: number) => {
    const at = Math.max((due[user] ?? 0) + interval, answeredAt)
    due[user] = at
    return at
  }
  const { pace } = load
  const by = {
    none: () => (_user: number, answeredAt: number) => answeredAt,
    paced: () => paced,
    thinking: () => (_user: number, answeredAt: number) => answeredAt + pause(pace, random, answeredAt),
  }
  return by[pace.kind]()
}

const pause = (pace: Pace, random: Random, now: number) =>
  pace.kind === 'thinking' ? pace.pause(random, now) : 0

function intervalMs({ users, pace }: ClosedLoop): number {
  return pace.kind === 'paced' ? (users / pace.requestsPerSecond) * 1000 : 0
}

/** Users that have started after so many seconds. */
export function usersAfter({ users, spawnRate }: ClosedLoop, seconds: number): number {
  return Math.min(users, Math.floor(seconds * spawnRate))
}
