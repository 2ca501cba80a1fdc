import type { LoadSample } from '../../core/progress.js'
import type { Lang } from '../../system/text.js'
import { figure, milliseconds, ofWhole, percent } from './figure.js'

/** A running load test in one line, for output that is kept. */
export function loadLine(now: LoadSample, lang: Lang): string {
  const parts = {
    en: [
      `${Math.round(now.elapsedSeconds)}/${Math.round(now.totalSeconds)} s`,
      `users ${ofWhole(now.users, now.usersWanted)}`,
      `requests/s ${figure(now.requestsPerSecond)}`,
      `failures/s ${figure(now.failuresPerSecond)}`,
      `p50 ${milliseconds(now.p50Ms)}`,
      `p95 ${milliseconds(now.p95Ms)}`,
      `throttles/s ${figure(now.throttlesPerSecond)}`,
      `concurrency ${ofWhole(now.concurrency, now.concurrencyLimit)}`,
      `generator CPU ${percent(now.generatorCpu)}`,
    ],
    ko: [
      `${Math.round(now.elapsedSeconds)}/${Math.round(now.totalSeconds)}초`,
      `사용자 ${ofWhole(now.users, now.usersWanted)}`,
      `요청/초 ${figure(now.requestsPerSecond)}`,
      `실패/초 ${figure(now.failuresPerSecond)}`,
      `p50 ${milliseconds(now.p50Ms)}`,
      `p95 ${milliseconds(now.p95Ms)}`,
      `스로틀/초 ${figure(now.throttlesPerSecond)}`,
      `동시성 ${ofWhole(now.concurrency, now.concurrencyLimit)}`,
      `부하 발생기 CPU ${percent(now.generatorCpu)}`,
    ],
  }
  return parts[lang].join(', ')
}
