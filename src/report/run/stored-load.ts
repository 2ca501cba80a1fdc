import * as v from 'valibot'
import { ENGINE_IDS, type EngineLoad } from '../../load/engines.js'

const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const settings = {
  engine: v.picklist(ENGINE_IDS),
  users: count,
  spawnRate: amount,
  durationSeconds: amount,
  requestsPerSecondWanted: v.nullable(amount),
  processes: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(-1))),
}

/** A load as schema 1 keeps it, in recorded tests and in `--json`, where its rate and its URL have other names; the lab's own comes out. */
export const STORED_LOAD = v.pipe(
  v.object({ ...settings, host: v.string() }),
  v.transform(({ host, requestsPerSecondWanted, ...load }): EngineLoad => ({
    ...load,
    requestsPerSecond: requestsPerSecondWanted,
    url: host,
  })),
)

/** The same without its target: what a step remembers that it chose. */
export const STORED_SETTINGS = v.pipe(
  v.object(settings),
  v.transform(({ requestsPerSecondWanted, ...load }): EngineSettings => ({
    ...load,
    requestsPerSecond: requestsPerSecondWanted,
  })),
)

export type EngineSettings = Omit<EngineLoad, 'url'>

export function storedLoad({ url, ...load }: EngineLoad) {
  return { ...storedSettings(load), host: url }
}

export function storedSettings({ requestsPerSecond, ...load }: EngineSettings) {
  return { ...load, requestsPerSecondWanted: requestsPerSecond }
}
