import { engineOf } from '../../src/load/engines.js'
import { clock, count } from '../../src/report/numbers.js'
import { FEWEST_REQUESTS, SHORTEST_SECONDS } from '../../src/report/validity/findings.js'
import type { Text } from '../../src/system/text.js'
import type { ChosenLoad } from './load.js'

/** What a load cannot be, whatever the function does: said before it is run and paid for. */
export function planWarnings(load: ChosenLoad): readonly Text[] {
  return [
    ...closedLoop(load),
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
