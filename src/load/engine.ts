import type { Text } from '../system/text.js'
import type { LoadDriver, LoadSettings } from './driver.js'
import type { GeneratorHost } from './generator-host.js'

/**
 * A load engine as the lab knows it: a tool that makes load, with all that is its own, from its installation to what it cannot tell.
 * `engines.ts` lists them. Steps and reports speak of any of them through this.
 */
export interface LoadEngine<Id extends string = string> {
  /** As it is recorded with a test. */
  readonly id: Id
  /** As people know it; a Korean particle follows it as after a vowel. */
  readonly name: string
  readonly capabilities: Capabilities
  readonly capacity: Capacity
  readonly service: EngineService
  /** How many processes share the users, in words, where a person may choose it; -1: one on each core. */
  readonly processes: ((count: number) => Text) | null
  /**
   * Why it cannot carry out such a load, besides what its capabilities rule out; null: it can. Asked at the plan, before anything is paid.
   */
  refuse(load: LoadSettings): Text | null
  /** Drives the service that answers at `url` (`http://ADDRESS:PORT`). */
  connect(url: string): LoadDriver
}

/** What it can, and what of a test it can tell. Plans warn, and rules of validity apply, by them. */
export interface Capabilities {
  /** `closed`: users wait for an answer before they ask again. `open`: requests are sent whatever the answers take. */
  readonly arrivals: 'closed' | 'open'
  /** Whether all its users together can be kept at a rate. */
  readonly pace: 'paced' | 'as-fast-as-possible'
  /** Whether the users of each second are counted, taken from the settings, or do not exist. */
  readonly users: 'measured' | 'as-configured' | 'none'
  /** One sentence for each thing that it cannot tell of a test, or does otherwise than a person may expect. A plan says them. */
  readonly gaps: readonly Text[]
}

export interface Capacity {
  /** That a vCPU of the machine is good for, with room to spare; a rule of thumb. */
  readonly requestsPerSecondEachVcpu: number
  /** That one process of it makes at its best. */
  readonly requestsPerSecondEachProcess: number
  /** Share of a core above which the engine itself delays what it sends. */
  readonly starvedCpu: number
}

/** The port on which every engine's service listens: one rule of the security group, or one tunnel, is for all of them. */
export const SERVICE_PORT = 8089

/** The engine on its machine: how it gets there, runs as a service, and is named and proven to answer. */
export interface EngineService {
  /** The command that installs it, as a plan shows it. */
  readonly installation: string
  /** What is put there to run it, as a plan says it. */
  readonly description: Text
  /** What answers at its port: `Locust page`. A Korean particle follows it as after a vowel. */
  readonly endpoint: Text
  /** What opening its port to everyone lets anyone do. */
  readonly openToAll: Text
  /** What the summary of a test calls its own output: `Locust's own files`. */
  readonly output: Text
  /** Puts its files there and installs it; answers what that printed. Safe to run again. */
  install(host: GeneratorHost): Promise<string>
  /** Runs with that load's options when it resolves; one that runs with them already is left alone. */
  start(host: GeneratorHost, load: LoadSettings): Promise<void>
  /** Runs anew: nothing is left of the test before. */
  restart(host: GeneratorHost, load: LoadSettings): Promise<void>
  /** Nothing of it runs when it resolves, whether it was installed or not. */
  stop(host: GeneratorHost): Promise<void>
  status(host: GeneratorHost): Promise<'running' | 'stopped'>
  /** For proving that its port is closed as much as that it is open. */
  answers(url: string, withinMs: number): Promise<boolean>
}
