import type { Text } from '../../system/text.js'
import { engineOf } from '../../load/engines.js'
import type { ClientPoint } from '../../load/measurement.js'
import { clock, count } from '../numbers.js'
import type { MeasuredRun } from '../run/run.js'
import type { Finding } from './finding.js'

const TOLERANCE = 0.05
/** Seconds by which a ramp may lag behind its plan, or be ahead of it, without being another load. */
const LAG = 3
/** As many seconds in all are a hiccup of the generator or of the clock. */
const FEW_SECONDS = 2
/** The users that are left when a test stops are counted in its last seconds. */
const ENDING_SECONDS = 2
/** A number of users that lasted so long is told. */
const STABLE_SECONDS = 3
const MOST_TOLD = 4

/** Whether the load was the one that was asked for from the first second to the last, and what it was where not. */
export function* loadHeld(run: MeasuredRun): Iterable<Finding> {
  yield* users(run)
  yield* length(run)
}

function* users({ load, client }: MeasuredRun): Iterable<Finding> {
  if (engineOf(load).capabilities.users !== 'measured') return
  // After its time is over, users still wait for their last answers: with a slow function for many seconds.
  const points = client.series.slice(0, -ENDING_SECONDS).filter(({ t }) => t < load.durationSeconds)
  if (points.length === 0) return
  const off = points.filter(({ t, users: seen }) => {
    const least = Math.min(load.users, load.spawnRate * Math.max(0, t - LAG)) * (1 - TOLERANCE)
    const most = Math.min(load.users, load.spawnRate * (t + LAG) + 1) * (1 + TOLERANCE)
    return seen < Math.floor(least) || seen > Math.ceil(most)
  })
  const most = points.reduce((high, point) => Math.max(high, point.users), 0)
  if (off.length <= FEW_SECONDS && most >= load.users * (1 - TOLERANCE)) return
  const seen = overTime(points, load.users)
  yield {
    rule: 'users-missing',
    effect: 'invalid',
    what: {
      en: `The load was not the one that was asked for (${count(load.users)} users): ${seen.en}.`,
      ko: `요청한 부하(사용자 ${count(load.users)}명)가 유지되지 않았습니다. 실제 사용자 수: ${seen.ko}.`,
    },
    so: {
      en: 'This was not the requested load: do not compare this test with another.',
      ko: '요청한 부하가 아니므로 다른 테스트와 비교하지 마세요.',
    },
  }
}

/** `100 until 0:23, then 3`: numbers of users that lasted, in their order. */
function overTime(points: readonly ClientPoint[], wanted: number): Text {
  const stable = runsOf(points).filter(({ from, to }) => to - from + 1 >= STABLE_SECONDS)
  const [first, ...others] = stable
  const most = points.reduce((high, point) => Math.max(high, point.users), 0)
  if (first === undefined) return { en: `at most ${count(most)}`, ko: `최대 ${count(most)}명` }
  if (others.length === 0 && first.users === most && most < wanted)
    return { en: `at most ${count(most)}`, ko: `최대 ${count(most)}명` }
  if (others.length === 0 && first.users === most) {
    const [from, to] = [clock(first.from), clock(first.to + 1)]
    return {
      en: `at most ${count(most)}, from ${from} to ${to}`,
      ko: `최대 ${count(most)}명(${from}~${to})`,
    }
  }
  const told = stable.slice(0, MOST_TOLD)
  const more = stable.length > told.length ? ', …' : ''
  const last = told.length - 1
  const part = ({ users: seen, to }: Stretch, index: number, lang: 'en' | 'ko') => {
    if (lang === 'ko') return `${index === last ? '이후 ' : `${clock(to + 1)}까지 `}${count(seen)}명`
    return index === last ? `then ${count(seen)}` : `${count(seen)} until ${clock(to + 1)}`
  }
  return {
    en: told.map((stretch, index) => part(stretch, index, 'en')).join(', ') + more,
    ko: told.map((stretch, index) => part(stretch, index, 'ko')).join(', ') + more,
  }
}

interface Stretch {
  readonly users: number
  readonly from: number
  readonly to: number
}

function runsOf(points: readonly ClientPoint[]): readonly Stretch[] {
  return points.reduce<readonly Stretch[]>((stretches, { t, users: seen }) => {
    const last = stretches.at(-1)
    return last !== undefined && last.users === seen
      ? [...stretches.slice(0, -1), { ...last, to: t }]
      : [...stretches, { users: seen, from: t, to: t }]
  }, [])
}

/** Stopped by hand, by Ctrl-C, or with its machine. */
function* length({ load, client }: MeasuredRun): Iterable<Finding> {
  const ran = client.series.length
  if (ran >= load.durationSeconds - Math.max(LAG, load.durationSeconds * TOLERANCE)) return
  yield {
    rule: 'ended-early',
    effect: 'invalid',
    what: {
      en: `The load ended after ${count(ran)} of ${count(load.durationSeconds)} s.`,
      ko: `부하가 ${count(load.durationSeconds)}초 중 ${count(ran)}초 만에 끝났습니다.`,
    },
    so: {
      en: 'It was stopped, or its generator was: run the test again to its end.',
      ko: '부하 또는 부하 발생기가 중간에 멈췄습니다. 테스트를 끝까지 다시 실행하세요.',
    },
  }
}
