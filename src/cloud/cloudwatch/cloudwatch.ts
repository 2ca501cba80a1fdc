import { join } from 'node:path'
import type { NamedOperations } from '../service.js'
import type { Settings } from '../settings.js'
import { getMetricData } from './api/get-metric-data.js'
import { getMetricStatistics } from './api/get-metric-statistics.js'
import { MetricJournal } from './store/journal.js'
import { shownUntil } from './visibility-delay.js'
import { listMetrics } from './api/list-metrics.js'
import { MetricStore } from './store/metric-store.js'
import { putMetricData } from './api/put-metric-data.js'
import type { MetricRecorder } from './store/recorder.js'

const SAVE_EVERY_MS = 3_000

export interface CloudWatch {
  readonly service: NamedOperations
  readonly metrics: MetricRecorder
  /** Saves what is not saved yet; resolves when it is on the disk. */
  stop(): Promise<void>
}

/** CloudWatch's metrics: kept in memory, saved in the cloud's folder every few seconds. */
export function cloudWatch({ settings }: { settings: Pick<Settings, 'dir' | 'delays'> }): CloudWatch {
  const shown = shownUntil(settings.delays)
  const store = new MetricStore()
  const journal = new MetricJournal(join(settings.dir, 'metrics.jsonl'))
  journal.load(store)
  const save = async (all: boolean): Promise<void> => {
    const now = Math.floor(Date.now() / 1_000)
    for (const series of store.all()) series.retire(now)
    await journal.save(store, now, all)
  }
  const timer = setInterval(() => {
    save(false).catch((error: unknown) => console.error('The metrics could not be saved:', error))
  }, SAVE_EVERY_MS).unref()

  return {
    service: {
      kind: 'named',
      signingName: 'monitoring',
      protocol: 'json',
      targets: ['GraniteServiceVersion20100801'],
      namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
      operations: {
        GetMetricData: getMetricData(store, shown),
        GetMetricStatistics: getMetricStatistics(store, shown),
        ListMetrics: listMetrics(store),
        PutMetricData: putMetricData(store),
      },
    },
    metrics: store,
    async stop() {
      clearInterval(timer)
      await save(true)
    },
  }
}
