import type { Text } from '../../system/text.js'
import { percent } from '../numbers.js'
import type { TestRun } from '../run/run.js'

/** Fewer are no part of the picture. */
const TELLING = 0.01

/**
 * A sentence, with a space before it, on requests that failed although Lambda took them: without it, a test of nothing but errors
 * would be told by its throttles and durations alone. Empty where there were hardly any.
 */
export function failedOtherwise(runs: readonly TestRun[]): Text {
  const shares = runs.map(share)
  const [one = 0, two = 0] = shares
  if (!shares.some((failed) => failed >= TELLING)) return { en: '', ko: '' }
  if (runs.length === 1)
    return {
      en: ` ${percent(one)} of the requests failed for other reasons than throttling.`,
      ko: ` 요청의 ${percent(one)}가 스로틀이 아닌 이유로 실패했습니다.`,
    }
  return {
    en: ` Requests that failed for other reasons than throttling: ${percent(one)} in test 1, ${percent(two)} in test 2.`,
    ko: ` 스로틀이 아닌 이유로 실패한 요청은 1차 테스트에서 ${percent(one)}, 2차 테스트에서 ${percent(two)}입니다.`,
  }
}

const share = ({ client, lambda }: TestRun): number =>
  Math.max(0, client.failures - lambda.throttles) / Math.max(1, client.requests)
