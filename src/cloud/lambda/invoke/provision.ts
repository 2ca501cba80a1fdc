import { setTimeout as sleep } from 'node:timers/promises'
import type { EnvironmentFactory } from '../environments/environment-factory.js'
import type { ExecutionEnvironment } from '../environments/execution-environment.js'
import { Fleet } from '../environments/fleet.js'
import { type FunctionState, type VersionState, aliasOf, versionOf } from '../functions/function-state.js'
import { ConcurrencyPool } from './concurrency-pool.js'
import type { ServedFunction, ServedProvisioned, ServedVersion } from './served-function.js'

export interface ProvisionOptions {
  readonly factory: EnvironmentFactory
  /** Before provisioned concurrency is begun to be allocated. */
  readonly preparationMs: number
}

/** Brings the provisioned environments of a function in line with its row: makes, replaces and ends them. */
export function provision(
  served: ServedFunction,
  state: FunctionState,
  versionServed: (version: VersionState) => ServedVersion,
  { factory, preparationMs }: ProvisionOptions,
): void {
  for (const [qualifier, before] of served.provisioned) {
    const version = versionBehind(state, qualifier)
    const wanted = state.provisioned[qualifier]?.requested
    if (version === before.version.state && wanted === before.requested) continue
    before.fleet.retire()
    served.provisioned.delete(qualifier)
  }
  for (const [qualifier, { requested }] of Object.entries(state.provisioned)) {
    const version = versionBehind(state, qualifier)
    if (version === null || served.provisioned.has(qualifier)) continue
    const made = provisioned(served.name, versionServed(version), requested, factory)
    served.provisioned.set(qualifier, made.provisioned)
    void preparation(preparationMs).then(() => allocate(made.provisioned, made.environments))
  }
}

function provisioned(name: string, version: ServedVersion, requested: number, factory: EnvironmentFactory) {
  const make = () => factory.make(name, version.state, 'provisioned-concurrency')
  const environments = Array.from({ length: requested }, make)
  const provisioned: ServedProvisioned = {
    version,
    requested,
    pool: new ConcurrencyPool(0),
    fleet: new Fleet(make),
    status: 'IN_PROGRESS',
    statusReason: null,
    available: 0,
  }
  return { provisioned, environments }
}

/** Nothing is waited for where there is none, so that what is asked for next sees it begun. */
async function preparation(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { ref: false })
}

/** Initializes them all; "you can't access any of those environments until Lambda completely finishes allocating them". */
async function allocate(provisioned: ServedProvisioned, environments: ExecutionEnvironment[]): Promise<void> {
  const outcomes = await Promise.all(
    environments.map(async (environment) => {
      const { kind } = await environment.initialize(initLimitMs)
      if (kind === 'initialized') provisioned.available += 1
      return kind
    }),
  )
  for (const environment of environments) provisioned.fleet.release(environment, performance.now())
  if (outcomes.every((kind) => kind === 'initialized')) {
    provisioned.status = 'READY'
    provisioned.pool.resize(provisioned.requested)
  } else {
    provisioned.status = 'FAILED'
    provisioned.statusReason = 'FUNCTION_ERROR_INIT_FAILURE'
    provisioned.fleet.retire()
  }
}

function versionBehind(state: FunctionState, qualifier: string): VersionState | null {
  return versionOf(state, aliasOf(state, qualifier)?.version ?? qualifier)
}

const initLimitMs = 10_000
