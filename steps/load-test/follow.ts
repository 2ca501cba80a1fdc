import { setTimeout as sleep } from 'node:timers/promises'
import type { Aws } from '../../src/aws/client/aws.js'
import { type LiveMetrics, liveMetrics, NOTHING_LIVE } from '../../src/aws/metrics/live.js'
import type { LoadSample, ProgressListener } from '../../src/core/progress.js'
import type { GeneratorSample, Load, LoadDriver } from '../../src/load/driver.js'
import type { Prediction } from '../../src/report/run/run.js'

export interface Following {
  readonly cloud: Aws
  readonly driver: LoadDriver
  readonly load: Load
  readonly functionName: string
  readonly prediction: Prediction
  readonly progress: ProgressListener
}

/**
 * Starts the load, tells how it stands about once a second, and stops it when its time is over, when Ctrl-C was typed, and
 * when the generator answers no more. The time is kept here: an engine's own timer is not to be trusted.
 */
export async function followLoad(following: Following): Promise<void> {
  const { cloud, driver, load, progress } = following
  await driver.start(load)
  const seconds = stopwatch()
  const live = newestMetrics(following, Date.now())
  let silent = 0
  try {
    for (;;) {
      const elapsedSeconds = seconds()
      if (elapsedSeconds >= load.durationSeconds || cloud.signal.aborted) break
      const [sample, metrics] = await Promise.all([
        driver.observe().catch((thrown: unknown) => {
          silent += 1
          if (silent >= MOST_SILENT) throw thrown
          return null
        }),
        live(),
      ])
      if (sample !== null) {
        silent = 0
        progress({ kind: 'load', sample: loadSample(following, elapsedSeconds, sample, metrics) })
      }
      const left = load.durationSeconds - seconds()
      await sleep(Math.max(0, Math.min(1, left)) * 1_000, undefined, { signal: cloud.signal }).catch(
        () => undefined,
      )
    }
  } finally {
    await driver.stop()
  }
}

/**
 * By a clock that nobody sets; and by the wall's where that is further on: while this computer slept, the load went on
 * elsewhere.
 */
function stopwatch(): () => number {
  const [steady, wall] = [performance.now(), Date.now()]
  return () => Math.max(performance.now() - steady, Date.now() - wall) / 1_000
}

/** A lost answer or two is the network's; more is a generator that is gone. */
const MOST_SILENT = 10

/** CloudWatch is asked as often as it can have anything new, and charges for each question. */
function newestMetrics({ cloud, functionName }: Following, startedAt: number): () => Promise<LiveMetrics> {
  const everyMs = Math.min(cloud.access.metricsPeriodSeconds, 15) * 1_000
  let known = NOTHING_LIVE
  let asked = -Infinity
  return async () => {
    if (performance.now() - asked < everyMs) return known
    asked = performance.now()
    known = await liveMetrics(cloud, functionName, startedAt / 1_000).catch(() => known)
    return known
  }
}

function loadSample(
  { load, prediction }: Following,
  elapsedSeconds: number,
  sample: GeneratorSample,
  metrics: LiveMetrics,
): LoadSample {
  const { users, requestsPerSecond, failuresPerSecond, p50Ms, p95Ms, generatorCpu } = sample
  return {
    elapsedSeconds,
    totalSeconds: load.durationSeconds,
    users,
    usersWanted: load.users,
    requestsPerSecond,
    failuresPerSecond,
    p50Ms,
    p95Ms,
    ...metrics,
    concurrencyLimit: prediction.series.findLast(({ t }) => t <= elapsedSeconds)?.limit ?? null,
    generatorCpu,
  }
}
