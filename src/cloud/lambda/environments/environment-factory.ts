import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import type { VersionState } from '../functions/function-state.js'
import { InvokeLog, type LogSink } from '../invoke/logs/invoke-log.js'
import { environmentVariables } from './environment-settings.js'
import { ExecutionEnvironment } from './execution-environment.js'
import type { Processes } from './processes.js'

export interface FactoryOptions {
  readonly processes: Processes
  readonly region: string
  /** Of the Python that runs functions; its folder goes first on their PATH. */
  readonly python: string
  /** Environment variables that every function gets. */
  readonly variables: Readonly<Record<string, string>>
  /** Where each environment has a folder for temporary files, as long as it lives. */
  readonly temporaryDir: string
  readonly codeFolder: (sha256: string) => string
  readonly logOf: (functionName: string) => LogSink
}

/** Makes execution environments of a function's version; their processes start with their first invoke. */
export class EnvironmentFactory {
  readonly #options: FactoryOptions

  constructor(options: FactoryOptions) {
    this.#options = options
  }

  make(
    functionName: string,
    version: VersionState,
    initialization: 'on-demand' | 'provisioned-concurrency',
  ): ExecutionEnvironment {
    const { processes, region, python, variables, temporaryDir, codeFolder, logOf } = this.#options
    const name = randomBytes(16).toString('hex')
    const temporaryFolder = join(temporaryDir, name)
    const settings = {
      handler: version.handler,
      memoryMb: version.memoryMb,
      variables: environmentVariables({
        functionName,
        role: version.role,
        version: version.version,
        runtime: version.runtime,
        handler: version.handler,
        memoryMb: version.memoryMb,
        region,
        taskRoot: codeFolder(version.code.sha256),
        temporaryFolder,
        logGroup: version.logGroup,
        logStream: `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[${version.version}]${name}`,
        jsonLogs: version.jsonLogs,
        initialization,
        own: version.variables ?? {},
        cloud: variables,
        path: [dirname(python), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      }),
    }
    const removeTemporary = () =>
      void rm(temporaryFolder, { recursive: true, force: true }).catch(() => undefined)
    return new ExecutionEnvironment(settings, processes, new InvokeLog(logOf(functionName)), removeTemporary)
  }
}
