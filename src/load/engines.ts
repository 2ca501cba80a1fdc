import type { Load } from './driver.js'
import type { LoadEngine } from './engine.js'
import { locust } from './locust/engine.js'

/** Every load engine there is. The first is the one that a lab uses unless told. */
export const ENGINES = [locust] as const

export type EngineId = (typeof ENGINES)[number]['id']

export const [DEFAULT_ENGINE] = ENGINES

export const ENGINE_IDS: readonly EngineId[] = ENGINES.map(({ id }) => id)

/** A load, and what makes it. */
export interface EngineLoad extends Load {
  readonly engine: EngineId
}

export function engineOf({ engine }: Pick<EngineLoad, 'engine'>): LoadEngine<EngineId> {
  return ENGINES.find(({ id }) => id === engine) ?? DEFAULT_ENGINE
}
