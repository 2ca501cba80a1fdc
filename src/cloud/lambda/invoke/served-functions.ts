import type { MetricRecorder } from '../../cloudwatch/store/recorder.js'
import { Fleet } from '../environments/fleet.js'
import {
  type FunctionState,
  type VersionState,
  aliasOf,
  latestVersion,
  versionOf,
} from '../functions/function-state.js'
import { permits, type Source } from '../functions/policy.js'
import type { Concurrency } from './concurrency.js'
import { InvokeMetrics, functionConcurrency } from './invoke-metrics.js'
import { platformLog } from './logs/log-format.js'
import { ConcurrencyPool } from './concurrency-pool.js'
import { provision, type ProvisionOptions } from './provision.js'
import type { ServedFunction, ServedVersion, Target } from './served-function.js'

export interface ServedOptions extends ProvisionOptions {
  readonly concurrency: Concurrency
  readonly recorder: MetricRecorder
  readonly arnOf: (functionName: string, qualifier: string | null) => string
}

/** All functions as they run, kept in step with the saved state by `put` and `remove`. */
export class ServedFunctions {
  readonly #options: ServedOptions
  readonly #functions = new Map<string, ServedFunction>()
  readonly #states = new Map<string, FunctionState>()

  constructor(options: ServedOptions) {
    this.#options = options
  }

  get all(): Iterable<ServedFunction> {
    return this.#functions.values()
  }

  get(name: string): ServedFunction | null {
    return this.#functions.get(name) ?? null
  }

  /** Serves a function as its row now says. Environments of versions that changed are replaced; running invokes finish. */
  put(state: FunctionState): void {
    const served = this.#functions.get(state.name) ?? this.#made(state.name)
    this.#states.set(state.name, state)
    for (const [version, { state: before, fleet }] of served.versions) {
      if (versionOf(state, version) === before) continue
      fleet.retire()
      served.versions.delete(version)
    }
    served.targets.clear()
    provision(served, state, (version) => this.#version(served, version), this.#options)
    this.#resize(served, state)
  }

  remove(name: string): void {
    const served = this.#functions.get(name)
    if (served === undefined) return
    for (const { fleet } of [...served.versions.values(), ...served.provisioned.values()]) fleet.retire()
    this.#functions.delete(name)
    this.#states.delete(name)
    this.#setAside()
  }

  /** What an invoke of this name and qualifier runs; null where there is no such function, version or alias. */
  target(name: string, qualifier: string): Target | null {
    const served = this.#functions.get(name)
    return served?.targets.get(qualifier) ?? this.#resolve(served, name, qualifier)
  }

  /** Whether the resource policy of what is invoked lets a source do so. */
  permits({ served, qualifier, permitted }: Target, source: Source): boolean {
    const known = permitted.get(source.arn)
    if (known !== undefined) return known
    const policies = this.#states.get(served.name)?.policies ?? {}
    const allowed = permits(Object.hasOwn(policies, qualifier) ? policies[qualifier] : undefined, source)
    permitted.set(source.arn, allowed)
    return allowed
  }

  #resolve(served: ServedFunction | undefined, name: string, qualifier: string): Target | null {
    const state = this.#states.get(name)
    if (served === undefined || state === undefined) return null
    const alias = aliasOf(state, qualifier)
    const version = versionOf(state, alias === null ? qualifier : weighted(alias.version, alias.weights))
    if (version === null) return null
    // A weighted alias is drawn anew for each invoke, so only its two outcomes are kept.
    const isDrawn = alias !== null && Object.keys(alias.weights).length > 0
    const key = isDrawn ? `${qualifier} ${version.version}` : qualifier
    const target = served.targets.get(key) ?? this.#target(served, qualifier, version)
    served.targets.set(key, target)
    return target
  }

  #target(served: ServedFunction, qualifier: string, version: VersionState): Target {
    const { recorder, arnOf } = this.#options
    return {
      served,
      qualifier,
      version: this.#version(served, version),
      // A version has one at most, whoever asks for it: by its number, or through an alias.
      provisioned:
        [...served.provisioned.values()].find(
          ({ version: { state } }) => state.version === version.version,
        ) ?? null,
      arn: Buffer.from(arnOf(served.name, qualifier === latestVersion ? null : qualifier)),
      metrics: new InvokeMetrics(recorder, served.name, qualifier, version.version),
      permitted: new Map(),
      inUse: 0,
    }
  }

  #version(served: ServedFunction, state: VersionState): ServedVersion {
    const known = served.versions.get(state.version)
    if (known !== undefined) return known
    const { version, memoryMb, timeoutSeconds } = state
    const fleet = new Fleet(() => this.#options.factory.make(served.name, state, 'on-demand'))
    const executed = { version, memoryMb, timeoutSeconds, platformLog: platformLog(state.jsonLogs) }
    const made = { state, fleet, executed }
    served.versions.set(version, made)
    return made
  }

  #made(name: string): ServedFunction {
    const { concurrency, recorder } = this.#options
    const served: ServedFunction = {
      name,
      reserved: null,
      allowance: concurrency.fullAllowance,
      inUse: 0,
      concurrency: functionConcurrency(recorder, name),
      versions: new Map(),
      targets: new Map(),
      provisioned: new Map(),
    }
    this.#functions.set(name, served)
    return served
  }

  #resize(served: ServedFunction, { reserved }: FunctionState): void {
    if (reserved === null) served.reserved = null
    else {
      const onDemand = Math.max(0, reserved - provisionedOf(served))
      served.reserved ??= new ConcurrencyPool(onDemand)
      served.reserved.resize(onDemand, reserved)
    }
    this.#setAside()
  }

  #setAside(): void {
    let sum = 0
    for (const served of this.#functions.values()) {
      sum += this.#states.get(served.name)?.reserved ?? provisionedOf(served)
    }
    this.#options.concurrency.setAside(sum)
  }
}

function provisionedOf(served: ServedFunction): number {
  return [...served.provisioned.values()].reduce((sum, { requested }) => sum + requested, 0)
}

function weighted(main: string, weights: Readonly<Record<string, number>>): string {
  let drawn = Math.random()
  for (const [version, weight] of Object.entries(weights)) {
    drawn -= weight
    if (drawn < 0) return version
  }
  return main
}
