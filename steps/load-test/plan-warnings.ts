import { engineOf } from '../../src/load/engines.js'
import { clock, count } from '../../src/report/numbers.js'
import { gatewayRate } from '../../src/report/prediction/predict.js'
import { FEWEST_REQUESTS, SHORTEST_SECONDS } from '../../src/report/validity/findings.js'
import type { Scale } from '../../src/core/target.js'
import type { Text } from '../../src/system/text.js'
import type { ChosenLoad } from './load.js'

/** Where a load is to be generated, and through what it is to go. */
export interface LoadPlace {
  /** Of the machine; null: not known. */
  readonly cores: number | null
  readonly scale: Scale | null
}

/** What a load cannot be, whatever the function does: said before it is run and paid for. */
export function planWarnings(load: ChosenLoad, { cores, scale }: LoadPlace): readonly Text[] {
  return [
    ...closedLoop(load),
    ...tooFast(load, cores),
    ...refusedByGateway(load, scale),
    ...tooManyProcesses(load, cores),
    ...rampTooSlow(load),
    ...tooShort(load),
    ...tooFew(load),
    ...engineOf(load).capabilities.gaps,
  ]
}

function* closedLoop(load: ChosenLoad): Iterable<Text> {
  if (load.requestsPerSecond !== null || engineOf(load).capabilities.arrivals === 'open') return
  yield {
    en: 'Each user sends the next request as soon as a response arrives: fast errors cause more requests, not fewer.',
    ko: '각 사용자는 응답을 받자마자 다시 요청합니다. 오류 응답이 빠르면 요청이 오히려 늘어납니다.',
  }
}

function* tooFast(load: ChosenLoad, cores: number | null): Iterable<Text> {
  const { requestsPerSecond: rate } = load
  const { name, capacity } = engineOf(load)
  const processes = load.processes === -1 ? cores : Math.min(load.processes, cores ?? Infinity)
  if (rate === null || processes === null) return
  const most = processes * capacity.requestsPerSecondEachProcess
  if (rate <= most) return
  yield {
    en: `${name} sends at most about ${count(most)} requests/s here (${count(capacity.requestsPerSecondEachProcess)} a process, one process a core), not ${count(rate)}: lower \`--requests-per-second\`, or use more \`--processes\` on a larger machine.`,
    ko: `여기서 ${name}가 보낼 수 있는 요청은 초당 약 ${count(most)}건(프로세스당 ${count(capacity.requestsPerSecondEachProcess)}건, 코어당 프로세스 하나)이므로 ${count(rate)}건에 미치지 못합니다. \`--requests-per-second\`를 낮추거나, 더 큰 머신에서 \`--processes\`를 늘리세요.`,
  }
}

function* refusedByGateway({ requestsPerSecond: rate }: ChosenLoad, scale: Scale | null): Iterable<Text> {
  const most = gatewayRate(scale)
  if (rate === null || rate <= most) return
  yield {
    en: `API Gateway lets ${count(most)} requests/s through here and refuses the rest with HTTP 429, before Lambda sees them (\`--requests-per-second\`).`,
    ko: `여기서 API Gateway는 초당 ${count(most)}건까지만 통과시키고 나머지는 Lambda에 전달하지 않고 HTTP 429로 거부합니다(\`--requests-per-second\`).`,
  }
}

function* tooManyProcesses({ users, processes }: ChosenLoad, cores: number | null): Iterable<Text> {
  if (processes > users)
    yield {
      en: `${count(processes)} processes share ${count(users)} users: ${count(processes - users)} of them have none (\`--processes\`).`,
      ko: `프로세스 ${count(processes)}개가 사용자 ${count(users)}명을 나누므로 ${count(processes - users)}개는 사용자가 없습니다(\`--processes\`).`,
    }
  if (cores !== null && processes > cores)
    yield {
      en: `${count(processes)} processes on ${count(cores)} cores slow each other down; \`--processes -1\` starts one on each core.`,
      ko: `코어 ${count(cores)}개에서 프로세스 ${count(processes)}개를 실행하면 서로 느려집니다. \`--processes -1\`은 코어마다 하나씩 시작합니다.`,
    }
}

function* rampTooSlow({ users, spawnRate, durationSeconds }: ChosenLoad): Iterable<Text> {
  const started = Math.floor(spawnRate * durationSeconds)
  if (started >= users) return
  const [most, time] = [count(started), clock(users / spawnRate)]
  yield {
    en: `Only ${most} of the ${count(users)} users can start in ${count(durationSeconds)} s: at ${spawnRate} per second all of them take ${time}. Such a test is not valid: use a higher \`--spawn-rate\`, a longer \`--duration\` or fewer \`--users\`.`,
    ko: `${count(durationSeconds)}초 동안에는 사용자 ${count(users)}명 중 ${most}명만 시작할 수 있습니다. 초당 ${spawnRate}명이면 모두 시작하는 데 ${time} 걸립니다. 이런 테스트는 유효하지 않습니다. \`--spawn-rate\`를 높이거나 \`--duration\`을 늘리거나 \`--users\`를 줄이세요.`,
  }
}

function* tooShort({ durationSeconds }: ChosenLoad): Iterable<Text> {
  if (durationSeconds >= SHORTEST_SECONDS) return
  yield {
    en: `A test of ${count(durationSeconds)} s is never valid: at least ${SHORTEST_SECONDS} s are needed (\`--duration\`).`,
    ko: `${count(durationSeconds)}초 동안의 테스트는 유효할 수 없습니다. 최소 ${SHORTEST_SECONDS}초가 필요합니다(\`--duration\`).`,
  }
}

function* tooFew({ users, spawnRate, durationSeconds, requestsPerSecond: rate }: ChosenLoad): Iterable<Text> {
  if (rate === null) return
  // Each user has its share of the rate from when it started.
  const ramp = Math.min(durationSeconds, users / spawnRate)
  const requests = Math.round(rate * (durationSeconds - ramp / 2))
  if (requests >= FEWEST_REQUESTS) return
  yield {
    en: `At ${rate} requests/s the test sends about ${count(requests)} requests; fewer than ${FEWEST_REQUESTS} are never valid (\`--requests-per-second\`, \`--duration\`).`,
    ko: `초당 ${rate}건이면 테스트에서 보내는 요청은 약 ${count(requests)}건입니다. ${FEWEST_REQUESTS}건 미만이면 유효할 수 없습니다(\`--requests-per-second\`, \`--duration\`).`,
  }
}
