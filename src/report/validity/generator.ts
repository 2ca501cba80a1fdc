import { engineOf } from '../../load/engines.js'
import type { ClientMeasurement } from '../../load/measurement.js'
import { amount, count, percent } from '../numbers.js'
import type { MeasuredRun } from '../run/run.js'
import type { Finding } from './finding.js'
import { remedyFor } from './remedy.js'

/** A second or two at start-up is no starvation. */
const STARVED_SHARE = 0.1
/** With less than this share of the users waiting for an answer, the rest wait for the generator. */
const ACCOUNTED = 0.6
const SLOWER = 0.9

/** A generator that cannot keep up invents latency and hides load: what it measured is itself. */
export function* generatorFindings(run: MeasuredRun): Iterable<Finding> {
  yield* starved(run)
  yield* unaccounted(run)
  yield* pace(run)
}

const SO_STARVED = {
  en: 'The load generator was the limit, not the function: the latencies include its own delays, and the real load was lower than intended.',
  ko: '함수가 아니라 부하 발생기에서 막혔습니다. 지연 시간에는 부하 발생기 자체의 대기가 섞여 있고, 실제 부하는 의도한 것보다 낮았습니다.',
}

function* starved(run: MeasuredRun): Iterable<Finding> {
  const { client, load } = run
  const { starvedCpu } = engineOf(load).capacity
  const remedy = remedyFor(run)
  const known = client.series.flatMap(({ generatorCpu }) => (generatorCpu === null ? [] : [generatorCpu]))
  const starvedSeconds = known.filter((cpu) => cpu >= starvedCpu).length
  if (known.length === 0 || starvedSeconds <= known.length * STARVED_SHARE) return
  yield {
    rule: 'generator-starved',
    effect: 'invalid',
    what: {
      en: `The load generator used more than ${percent(starvedCpu)} of its core for ${count(starvedSeconds)} of ${count(known.length)} s. ${remedy.en}`,
      ko: `부하 발생기가 ${count(known.length)}초 중 ${count(starvedSeconds)}초 동안 코어의 ${percent(starvedCpu)} 이상을 사용했습니다. ${remedy.ko}`,
    },
    so: SO_STARVED,
  }
}

/** Little's law at the client: without pacing every user waits for an answer, so throughput times latency is their number. */
function* unaccounted(run: MeasuredRun): Iterable<Finding> {
  const { load, client } = run
  if (load.requestsPerSecond !== null || client.series.length === 0) return
  if (engineOf(load).capabilities.arrivals === 'open') return
  const users = client.series.reduce((sum, point) => sum + point.users, 0) / client.series.length
  const waiting = waitedMs(client) / 1000 / client.series.length
  if (waiting >= users * ACCOUNTED) return
  const remedy = remedyFor(run)
  yield {
    rule: 'generator-starved',
    effect: 'invalid',
    what: {
      en: `Throughput × latency accounts for ${count(waiting)} of ${count(users)} users on average: the others were waiting for the load generator. ${remedy.en}`,
      ko: `처리량 × 지연 시간으로 설명되는 사용자는 평균 ${count(users)}명 중 ${count(waiting)}명입니다. 나머지는 부하 발생기를 기다리고 있었습니다. ${remedy.ko}`,
    },
    so: SO_STARVED,
  }
}

/** All users' waiting together. */
function waitedMs({ histogram, failures, failureLatencyMs }: ClientMeasurement): number {
  const served = histogram.reduce((sum, [ms, requests]) => sum + ms * requests, 0)
  return served + failures * (failureLatencyMs?.p50 ?? 0)
}

function* pace(run: MeasuredRun): Iterable<Finding> {
  const { load, client } = run
  const wanted = load.requestsPerSecond
  if (wanted === null) return
  const steady = client.series.filter(({ users }) => users >= load.users * 0.95)
  const mean = steady.reduce((sum, point) => sum + point.requestsPerSecond, 0) / Math.max(1, steady.length)
  if (steady.length < 10 || mean >= wanted * SLOWER) return
  const possible = atSuchLatencies(client, load.users, wanted)
  if (mean < possible * SLOWER) {
    yield slowGenerator(run, mean, possible)
    return
  }
  yield {
    rule: 'slower-than-wanted',
    effect: 'caution',
    what: {
      en: `Only ${amount(mean)} of the intended ${amount(wanted)} requests/s were sent: users waited longer for responses than their pace allows.`,
      ko: `의도한 초당 요청 ${amount(wanted)}건 중 ${amount(mean)}건만 보냈습니다. 사용자가 정해진 간격보다 오래 응답을 기다렸습니다.`,
    },
    so: {
      en: 'The function received less load than intended: the full load would have caused more throttles and a higher concurrency.',
      ko: '함수가 받은 부하가 의도한 것보다 적었습니다. 의도한 부하였다면 스로틀이 더 많고 동시성도 더 높았을 것입니다.',
    },
  }
}

/** Requests per second that the users could have sent: each waits for its answer, and at least for its turn. */
function atSuchLatencies(client: ClientMeasurement, users: number, wanted: number): number {
  const turnMs = (users / wanted) * 1000
  const served = client.histogram.reduce((sum, [ms, requests]) => sum + Math.max(ms, turnMs) * requests, 0)
  const failed = client.failures * Math.max(client.failureLatencyMs?.p50 ?? 0, turnMs)
  return (users * client.requests * 1000) / Math.max(1, served + failed)
}

function slowGenerator(run: MeasuredRun, mean: number, possible: number): Finding {
  const remedy = remedyFor(run)
  return {
    rule: 'generator-starved',
    effect: 'invalid',
    what: {
      en: `Only ${amount(mean)} requests/s were sent, although responses came fast enough for ${amount(possible)}: the load generator was late. ${remedy.en}`,
      ko: `응답 속도로는 초당 ${amount(possible)}건을 보낼 수 있었지만 ${amount(mean)}건만 보냈습니다. 부하 발생기가 늦었습니다. ${remedy.ko}`,
    },
    so: SO_STARVED,
  }
}
