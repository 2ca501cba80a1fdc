import { setTimeout as sleep } from 'node:timers/promises'
import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'
import type { Collected, GeneratorSample, Load, LoadDriver } from '../driver.js'
import { type LocustApi, locustApi } from './api.js'
import { latest, measured } from '../series.js'
import { harmlessCsv } from '../spreadsheet.js'
import { stateOf } from './stats.js'

/** Locust, driven through its web API at `url` (`http://ADDRESS:8089`). It ends a load by itself `graceSeconds` after its time. */
export function locustDriver(url: string, graceSeconds = 60): LoadDriver {
  const api = locustApi(url)
  let stoppedAt: number | null = null
  return {
    start: (load) => start(api, load, graceSeconds),
    observe: () => observe(api),
    stop: async () => {
      stoppedAt = (await stop(api)) ?? stoppedAt
    },
    collect: () => collect(api, stoppedAt),
  }
}

async function start(api: LocustApi, load: Load, graceSeconds: number): Promise<void> {
  const { state } = await statusOf(api)
  if (!IDLE.has(state)) throw busy(api.url, state)
  // A master without workers answers that it started, and does nothing.
  if (await isMaster(api)) await until(api, 30, noWorkers, (now) => now.workers >= workersOf(load, now))
  await api.swarm({
    user_count: String(load.users),
    spawn_rate: String(load.spawnRate),
    // Locust's word for it.
    host: load.url,
    requests_per_second: String(load.requestsPerSecond ?? 0),
    // Where nobody stops it, because the lab was killed: a forgotten load costs money.
    end_after_seconds: String(load.durationSeconds + graceSeconds),
    // Never `run_time`: in many versions its timer outlives the test and stops the next one.
  })
  await until(api, 15, didNotStart, ({ state }) => !IDLE.has(state))
}

async function observe(api: LocustApi): Promise<GeneratorSample> {
  const series = await api.series(Math.floor(Date.now() / 1_000) - 60)
  if (series === null) return { ...(await api.stats()).sample, generatorCpu: null }
  return { state: stateOf(series.state), users: series.users, ...(latest(series) ?? NOTHING_YET) }
}

const NOTHING_YET = {
  requestsPerSecond: 0,
  failuresPerSecond: 0,
  p50Ms: null,
  p95Ms: null,
  generatorCpu: null,
}

/** Answers when it was told to stop, in epoch seconds of its own clock; null: nothing ran. */
async function stop(api: LocustApi): Promise<number | null> {
  const { state } = await statusOf(api)
  // A master that is told to stop before its workers have begun forgets them, and they run on.
  if (state === 'spawning') await until(api, 10, stuck, ({ state, users }) => IDLE.has(state) || users > 0)
  const { now } = await statusOf(api)
  if (!IDLE.has(state)) await api.stop()
  await until(api, 30, stuck, ({ state, users }) => IDLE.has(state) && users === 0)
  return IDLE.has(state) ? null : now
}

async function collect(api: LocustApi, stoppedAt: number | null): Promise<Collected> {
  const series = await api.series(0)
  if (series === null) throw notOurs(api.url)
  const [requests, failures, report] = await Promise.all([
    api.file('/stats/requests/csv'),
    api.file('/stats/failures/csv'),
    api.file('/stats/report?download=1'),
  ])
  return {
    startedAt: series.startedAt,
    client: measured(series, stoppedAt),
    files: [
      { name: 'stats.csv', content: harmless(requests) },
      { name: 'failures.csv', content: harmless(failures) },
      { name: 'report.html', content: report },
    ],
  }
}

const harmless = (csv: Uint8Array): Uint8Array =>
  new TextEncoder().encode(harmlessCsv(new TextDecoder().decode(csv)))

const IDLE: ReadonlySet<GeneratorSample['state']> = new Set(['ready', 'stopped'])

interface GeneratorStatus {
  readonly state: GeneratorSample['state']
  readonly users: number
  readonly workers: number
  readonly cores: number
  /** Epoch seconds, by the generator's clock where it tells. */
  readonly now: number
}

/** From the lab's own page where there is one: Locust's statistics are up to two seconds old. */
async function statusOf(api: LocustApi): Promise<GeneratorStatus> {
  const series = await api.series(Number.MAX_SAFE_INTEGER)
  if (series !== null) {
    const { state, users, workers, cores, now } = series
    return { state: stateOf(state), users, workers, cores, now }
  }
  const { sample, workers } = await api.stats()
  return {
    state: sample.state,
    users: sample.users,
    workers: workers ?? 0,
    cores: 1,
    now: Date.now() / 1_000,
  }
}

/** All of them, or those that come late have no users; of a Locust that somebody else started, any. */
const workersOf = ({ processes = 1 }: Load, { cores }: GeneratorStatus): number =>
  processes === -1 ? cores : processes

async function isMaster(api: LocustApi): Promise<boolean> {
  return (await api.stats()).workers !== null
}

async function until(
  api: LocustApi,
  seconds: number,
  otherwise: (url: string, state: string) => LabError,
  holds: (status: GeneratorStatus) => boolean,
): Promise<void> {
  const deadline = performance.now() + seconds * 1_000
  for (;;) {
    const now = await statusOf(api)
    if (holds(now)) return
    if (performance.now() > deadline) throw otherwise(api.url, now.state)
    await sleep(200)
  }
}

function busy(url: string, state: string): LabError {
  return trouble('locust-busy', state, {
    en: `Locust at ${url} is already running a test, started by somebody on its page.`,
    ko: `Locust(${url})에서 이미 테스트가 실행 중입니다. 누군가 웹 페이지에서 시작했을 수 있습니다.`,
  })
}

function noWorkers(url: string, state: string): LabError {
  return trouble('locust-no-workers', state, {
    en: `Not all worker processes of Locust at ${url} are ready.`,
    ko: `Locust(${url})의 작업자 프로세스가 모두 준비되지 않았습니다.`,
  })
}

function didNotStart(url: string, state: string): LabError {
  return trouble('locust-did-not-start', state, {
    en: `Locust at ${url} accepted the test and did not start it.`,
    ko: `Locust(${url})가 테스트를 접수했지만 시작하지 않았습니다.`,
  })
}

function stuck(url: string, state: string): LabError {
  return trouble('locust-stuck', state, {
    en: `Locust at ${url} did not stop its users.`,
    ko: `Locust(${url})가 사용자를 멈추지 못했습니다.`,
  })
}

function notOurs(url: string): LabError {
  return trouble('locust-other-file', '-', {
    en: `Locust at ${url} runs a locustfile other than the lab's.`,
    ko: `Locust(${url})가 실습용이 아닌 다른 locustfile로 실행 중입니다.`,
  })
}

function trouble(code: string, state: string, what: Text): LabError {
  return new LabError({
    code,
    what,
    why: verbatim(`state: ${state}`),
    next: {
      en: 'Stop the test on its page if it is yours, then type `lab next` again; the lab restarts Locust.',
      ko: '직접 시작한 테스트라면 웹 페이지에서 중지한 뒤 `lab next`를 다시 실행하세요. 실습이 Locust를 다시 시작합니다.',
    },
  })
}
