import type { CloudStatus } from '../../cloud/control/cloud-status.js'
import type { Text } from '../../system/text.js'

/** Seconds; a busy computer takes a moment to answer what time it is. */
const DIFFERS_AT = 60

/**
 * What to say of a local cloud whose clock is not this process's; null: they agree. Its calls are taken all the same, and it can be
 * reset; what it measures of a load test lies at other times than the test.
 */
export function clockTrouble(cloud: CloudStatus): Text | null {
  if (cloud.kind !== 'running' || Math.abs(cloud.secondsAhead) < DIFFERS_AT) return null
  const seconds = Math.abs(cloud.secondsAhead)
  const way = cloud.secondsAhead > 0 ? { en: 'ahead of', ko: '빠릅니다' } : { en: 'behind', ko: '느립니다' }
  return {
    en: `The local cloud's clock is ${seconds} s ${way.en} this command's, so a load test would find none of its metrics. \`lab cloud stop\` ends it; the next command starts it with the computer's clock.`,
    ko: `로컬 클라우드의 시계가 이 명령의 시계보다 ${seconds}초 ${way.ko}. 이 상태에서는 부하 테스트의 지표를 찾을 수 없습니다. \`lab cloud stop\`으로 중지하면 컴퓨터의 시계로 다시 시작합니다.`,
  }
}
