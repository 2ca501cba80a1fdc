import { setTimeout as sleep } from 'node:timers/promises'
import type { Aws } from '../../src/aws/client/aws.js'
import { stopIfInterrupted } from '../../src/core/interruption.js'
import type { ProgressListener } from '../../src/core/progress.js'

/** Where metrics are kept by the minute, a test that begins with one shares none with the calls and the test before it. */
export async function wholePeriodBegins(
  { access, signal }: Pick<Aws, 'access' | 'signal'>,
  progress: ProgressListener,
): Promise<void> {
  if (access.metricsPeriodSeconds === 1) return
  const periodMs = access.metricsPeriodSeconds * 1_000
  const restMs = periodMs - (Date.now() % periodMs)
  const seconds = Math.ceil(restMs / 1_000)
  progress({
    kind: 'line',
    text: {
      en: `starts with the next minute, in ${seconds} s, because CloudWatch counts by the minute`,
      ko: `CloudWatch가 분 단위로 집계하므로 다음 분이 시작되는 ${seconds}초 뒤에 시작합니다`,
    },
  })
  await sleep(restMs, undefined, { signal }).catch(() => undefined)
  stopIfInterrupted(signal)
}
