import { inheritedMark } from '../../control/folder-mark.js'
import { sessionToken } from '../../sts/session-token.js'
import type { JsonLogs } from '../functions/function-state.js'

/** What an execution environment is made with; the same as long as it lives. Read by runtime/execution_environment. */
export interface EnvironmentSettings {
  readonly handler: string
  readonly memoryMb: number
  /** All its environment variables, `LAMBDA_TASK_ROOT` (the unpacked code) among them. */
  readonly variables: Readonly<Record<string, string>>
}

export interface VariablesOf {
  readonly functionName: string
  /** Its ARN. */
  readonly role: string
  readonly version: string
  readonly runtime: string
  readonly handler: string
  readonly memoryMb: number
  readonly region: string
  readonly taskRoot: string
  readonly temporaryFolder: string
  readonly logGroup: string
  readonly logStream: string
  readonly jsonLogs: JsonLogs | null
  readonly initialization: 'on-demand' | 'provisioned-concurrency'
  /** The function's own, which can't replace Lambda's reserved ones. */
  readonly own: Readonly<Record<string, string>>
  /** Credentials and the local cloud's endpoint. */
  readonly cloud: Readonly<Record<string, string>>
  readonly path: string
}

/** The variables that Lambda documents ("Defined runtime environment variables"), with paths of this computer. */
export function environmentVariables(of: VariablesOf): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: of.path,
    TMPDIR: of.temporaryFolder,
    // The person's own ~/.aws is none of the function's business.
    HOME: of.temporaryFolder,
    ...of.cloud,
    ...of.own,
    AWS_SESSION_TOKEN: sessionToken(of),
    // A process that the function starts in a session of its own is found by it.
    ...inheritedMark(),
    AWS_REGION: of.region,
    AWS_DEFAULT_REGION: of.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${of.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: of.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: of.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(of.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: of.initialization,
    AWS_LAMBDA_LOG_GROUP_NAME: of.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: of.logStream,
    ...(of.jsonLogs && {
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: of.jsonLogs.applicationLevel,
    }),
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    LAMBDA_TASK_ROOT: of.taskRoot,
    LAMBDA_RUNTIME_DIR: of.taskRoot,
    _HANDLER: of.handler,
  }
}
