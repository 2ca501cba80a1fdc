import type { MetricRecorder } from '../../cloudwatch/store/recorder.js'
import type { Settings } from '../../settings.js'
import type { Section } from '../../persistence/persistence.js'
import type { GatewayState } from '../state.js'
import { compileStage, type CompiledStage } from './compiled-stage.js'

/** Finds the stage that a request is for; each is compiled at its first request and again after a change. */
export class StageTable {
  readonly #section: Section<GatewayState>
  readonly #recorder: MetricRecorder
  readonly #settings: Pick<Settings, 'account' | 'region'>
  readonly #compiled = new Map<string, CompiledStage>()

  constructor(options: {
    section: Section<GatewayState>
    recorder: MetricRecorder
    settings: Pick<Settings, 'account' | 'region'>
  }) {
    this.#section = options.section
    this.#recorder = options.recorder
    this.#settings = options.settings
  }

  /** `key` is `{apiId}/{stage}`; null where there is no such stage. */
  find(key: string): CompiledStage | null {
    return this.#compiled.get(key) ?? this.#compile(key)
  }

  /** Called after every change of an API. */
  forget(): void {
    this.#compiled.clear()
  }

  #compile(key: string): CompiledStage | null {
    const slash = key.indexOf('/')
    const api = own(this.#section.now.apis, key.slice(0, slash))
    const stage = api && own(api.stages, key.slice(slash + 1))
    const deployment = api && stage && own(api.deployments, stage.deploymentId)
    if (!deployment || api.disableExecuteApiEndpoint) return null
    const compiled = compileStage({
      api,
      stage,
      deployment,
      recorder: this.#recorder,
      settings: this.#settings,
    })
    this.#compiled.set(key, compiled)
    return compiled
  }
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
