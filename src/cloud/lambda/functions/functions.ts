import { randomUUID } from 'node:crypto'
import type { Settings } from '../../settings.js'
import type { Section } from '../../persistence/persistence.js'
import type { ServedFunctions } from '../invoke/served-functions.js'
import type { CodeStore } from './code-store.js'
import { aliasNotFound, busy, conflict, notFound, pending, staleRevision } from './errors.js'
import {
  type FunctionState,
  type LambdaState,
  type VersionState,
  aliasOf,
  functionNamed,
  latestVersion,
  versionOf,
} from './function-state.js'
import { Lifecycle } from './lifecycle.js'
import { type ArnBuilder, type FunctionReference, functionArn } from './names.js'

/** The functions of the account: their rows in the saved state, and the invoker kept in step with them. */
export class Functions {
  readonly lifecycle: Lifecycle
  readonly code: CodeStore
  readonly served: ServedFunctions
  readonly #section: Section<LambdaState>
  readonly #arns: ArnBuilder

  constructor(
    section: Section<LambdaState>,
    served: ServedFunctions,
    code: CodeStore,
    settings: ArnBuilder & Pick<Settings, 'delays'>,
  ) {
    this.lifecycle = new Lifecycle(settings.delays)
    this.#section = section
    this.served = served
    this.code = code
    this.#arns = settings
  }

  /** Serves what the saved state has. */
  async restore(): Promise<void> {
    await this.code.restore(this.all.flatMap(codesOf))
    for (const state of this.all) this.served.put(state)
  }

  get all(): FunctionState[] {
    return Object.values(this.#section.now.functions).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  arn(name: string, qualifier: string | null = null): string {
    return functionArn(this.#arns, name, qualifier)
  }

  /** Throws ResourceNotFoundException. */
  get(name: string): FunctionState {
    const state = functionNamed(this.#section.now, name)
    if (state === null) throw notFound(this.arn(name))
    return state
  }

  /** The version that a qualifier names, itself or through an alias. Throws ResourceNotFoundException. */
  version({ name, qualifier }: FunctionReference): VersionState {
    const state = this.get(name)
    const alias = qualifier === null ? null : aliasOf(state, qualifier)
    const version = versionOf(state, alias?.version ?? qualifier ?? latestVersion)
    if (version === null) throw notFound(this.arn(name, qualifier))
    return version
  }

  /** Throws ResourceNotFoundException. */
  alias(name: string, alias: string) {
    const found = aliasOf(this.get(name), alias)
    if (found === null) throw aliasNotFound(this.arn(name, alias))
    return found
  }

  /** Saves a new function; it can be invoked when it is Active. */
  async create(state: FunctionState): Promise<void> {
    if (functionNamed(this.#section.now, state.name) !== null)
      throw conflict(`Function already exist: ${state.name}`)
    const saved = this.#section.change((draft) => {
      draft.functions[state.name] = state
    })
    await this.lifecycle.during(state.name, 'creating', saved, () => {
      // Active is another revision than Pending.
      void this.#section.change(() => {
        state.latest = { ...state.latest, revisionId: newRevision().revisionId }
        this.served.put(state)
      })
    })
  }

  /** A change that the invoker follows at once: concurrency, aliases, versions, tags. */
  async change<R>(name: string, alter: (state: FunctionState) => R): Promise<R> {
    const state = this.get(name)
    const changed = this.#section.change(() => alter(state))
    if (this.lifecycle.of(name) === null) this.served.put(state)
    return await changed
  }

  /** A change of code or configuration: invokes run what was until it is through. */
  async update(
    name: string,
    revisionId: string | null,
    alter: (latest: VersionState) => VersionState,
  ): Promise<void> {
    const state = this.updatable(name, revisionId)
    const changed = { ...alter(state.latest), ...newRevision() }
    const saved = this.#section.change(() => {
      state.latest = changed
    })
    await this.lifecycle.during(name, 'updating', saved, () => this.served.put(state))
  }

  /** Throws where the function is just being made or changed, or isn't what the caller last saw. */
  updatable(name: string, revisionId: string | null): FunctionState {
    const state = this.get(name)
    const transition = this.lifecycle.of(name)
    if (transition === 'creating') throw pending()
    if (transition === 'updating') throw busy(this.arn(name))
    if (revisionId !== null && revisionId !== state.latest.revisionId)
      throw staleRevision('GetFunction/GetAlias')
    return state
  }

  async remove(name: string): Promise<void> {
    const state = this.get(name)
    this.lifecycle.forget(name)
    this.served.remove(name)
    await this.#section.change((draft) => {
      delete draft.functions[state.name]
    })
  }
}

/** Lambda's own time stamp and a new revision. */
export function newRevision(): { readonly modifiedAt: string; readonly revisionId: string } {
  return { modifiedAt: new Date().toISOString(), revisionId: randomUUID() }
}

function codesOf(state: FunctionState) {
  return [state.latest, ...Object.values(state.versions)].map(({ code }) => code)
}
