import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MetricRecorder } from '../cloudwatch/store/recorder.js'
import type { UnsignedEndpoint, RestOperations } from '../service.js'
import type { Settings } from '../settings.js'
import type { Persistence } from '../persistence/persistence.js'
import { codeDownload, codeLocation } from './api/code-download.js'
import type { FunctionNetwork } from './api/context.js'
import { lambdaRoutes } from './api/routes.js'
import { EnvironmentFactory } from './environments/environment-factory.js'
import { Processes } from './environments/processes.js'
import { CodeStore } from './functions/code-store.js'
import { emptyState } from './functions/function-state.js'
import { Functions } from './functions/functions.js'
import { functionArn } from './functions/names.js'
import { AsyncInvokes } from './invoke/async-invokes.js'
import { Concurrency } from './invoke/concurrency.js'
import { cloudFiles } from '../control/cloud-files.js'
import { FunctionLogs } from './invoke/logs/function-logs.js'
import { LocalInvoker } from './invoke/local-invoker.js'
import { ServedFunctions } from './invoke/served-functions.js'
import { startPeriodicTasks } from './invoke/periodic-tasks.js'
import { invokeRefusal } from './invoke/local-invoker.js'
import type { Invoker } from './invoker.js'

export { runtimePackages } from './environments/zygote.js'

export interface LambdaOptions {
  readonly persistence: Persistence
  readonly settings: Settings
  readonly metrics: MetricRecorder
  /** A Python in whose environment `runtimePackages` are installed. */
  readonly python: string
  /** What every function gets in its environment: credentials, and the local cloud's endpoint. */
  readonly variables: Readonly<Record<string, string>>
  /** Without it, any subnet and security group is taken. */
  readonly network?: FunctionNetwork
}

export interface Lambda {
  readonly service: RestOperations
  /** Downloads of functions' code. */
  readonly endpoint: UnsignedEndpoint
  readonly invoker: Invoker
  /** Resolves when functions can be invoked. */
  start(): Promise<void>
  /** Ends all environments. */
  stop(): Promise<void>
}

/** The local Lambda: its API, and the invoker that runs functions. Its files are in `DIR/lambda`. */
export function lambda({
  persistence,
  settings,
  metrics,
  python,
  variables,
  network,
}: LambdaOptions): Lambda {
  const dir = join(settings.dir, 'lambda')
  const processes = new Processes(settings.dir, python)
  const logs = new FunctionLogs(cloudFiles(settings.dir).functionLogs)
  const code = new CodeStore(persistence, join(dir, 'code'))
  const concurrency = new Concurrency(settings, metrics)
  const factory = new EnvironmentFactory({
    processes,
    region: settings.region,
    python,
    variables,
    temporaryDir: join(dir, 'tmp'),
    codeFolder: (sha256) => code.folder(sha256),
    logOf: (functionName) => logs.of(functionName),
  })
  const arnOf = (name: string, qualifier: string | null) => functionArn(settings, name, qualifier)
  const served = new ServedFunctions({
    factory,
    concurrency,
    recorder: metrics,
    arnOf,
    // On AWS it is a minute or two of preparation.
    preparationMs: settings.delays === 'aws-like' ? 4_000 : 0,
  })
  const functions = new Functions(persistence.section('lambda', emptyState), served, code, settings)
  const invoker = new LocalInvoker(served, concurrency, (name, qualifier) =>
    invokeRefusal(functions, name, qualifier),
  )
  const asyncInvokes = new AsyncInvokes(invoker, 60_000 / settings.scale.time)
  const time = startPeriodicTasks(served, concurrency, settings.scale)
  return {
    service: lambdaRoutes({
      settings,
      functions,
      concurrency,
      invoker,
      asyncInvokes,
      codeLocation: codeLocation(settings),
      network: network ?? null,
    }),
    endpoint: codeDownload(settings, async (sha256) => persistence.blob(sha256)),
    invoker,
    async start() {
      await rm(join(dir, 'tmp'), { recursive: true, force: true })
      await processes.start()
      await functions.restore()
    },
    async stop() {
      time.stop()
      asyncInvokes.stop()
      functions.lifecycle.stop()
      await processes.stop()
      await logs.flush()
      await rm(join(dir, 'tmp'), { recursive: true, force: true })
    },
  }
}
