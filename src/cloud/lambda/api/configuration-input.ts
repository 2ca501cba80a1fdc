import * as v from 'valibot'
import type { FunctionNetwork } from './context.js'
import type { VersionState } from '../functions/function-state.js'
import { invalid } from '../functions/errors.js'
import { matching, oneOf, text, whole } from './input.js'
import { LoggingConfig, jsonLogsOf } from './logging-input.js'

/** Members of CreateFunction and UpdateFunctionConfiguration that say how a function runs. All may be left out. */
export const configurationMembers = {
  Runtime: v.optional(text(64)),
  Role: v.optional(matching(/^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/, 10_000)),
  Handler: v.optional(matching(/^[^\s]+$/, 128)),
  Description: v.optional(text(256)),
  Timeout: v.optional(whole(1, 900)),
  MemorySize: v.optional(whole(128, 10_240)),
  Environment: v.optional(v.strictObject({ Variables: v.optional(v.record(v.string(), v.string())) })),
  EphemeralStorage: v.optional(v.strictObject({ Size: whole(512, 10_240) })),
  TracingConfig: v.optional(v.strictObject({ Mode: v.optional(oneOf(['Active', 'PassThrough'])) })),
  VpcConfig: v.optional(
    v.strictObject({
      SubnetIds: v.optional(v.array(matching(/^subnet-[0-9a-z]*$/, 1_024))),
      SecurityGroupIds: v.optional(v.array(matching(/^sg-[0-9a-zA-Z]*$/, 1_024))),
    }),
  ),
  LoggingConfig: v.optional(LoggingConfig),
  Layers: v.optional(v.array(v.string())),
}

const Configuration = v.strictObject(configurationMembers)
export type ConfigurationInput = v.InferOutput<typeof Configuration>

/** What an input sets, over what was. Throws what Lambda answers to values that can't be. */
export function configured<State extends Configurable>(
  before: State,
  input: ConfigurationInput,
  network: FunctionNetwork | null,
): State {
  refuseWhatIsNotHere(input)
  const { Environment, VpcConfig } = input
  return {
    ...before,
    runtime: pythonRuntime(input.Runtime ?? before.runtime),
    role: input.Role ?? before.role,
    handler: input.Handler ?? before.handler,
    description: input.Description ?? before.description,
    timeoutSeconds: input.Timeout ?? before.timeoutSeconds,
    memoryMb: input.MemorySize ?? before.memoryMb,
    temporaryMb: input.EphemeralStorage?.Size ?? before.temporaryMb,
    tracing: input.TracingConfig?.Mode ?? before.tracing,
    logGroup: input.LoggingConfig?.LogGroup ?? before.logGroup,
    jsonLogs: jsonLogsOf(before.jsonLogs, input.LoggingConfig ?? {}),
    variables: Environment === undefined ? before.variables : variablesOf(Environment.Variables ?? {}),
    vpc: VpcConfig === undefined ? before.vpc : vpcOf(VpcConfig, network),
  }
}

type Configurable = Omit<VersionState, 'version' | 'code' | 'modifiedAt' | 'revisionId' | 'architecture'>

function refuseWhatIsNotHere({ Layers, Environment }: ConfigurationInput): void {
  if (Environment?.Variables?.['AWS_LAMBDA_EXEC_WRAPPER'] !== undefined) {
    throw invalid(
      'The local Lambda runs no wrapper scripts: leave out AWS_LAMBDA_EXEC_WRAPPER and start in the handler module.',
    )
  }
  if (Layers !== undefined && Layers.length > 0) {
    throw invalid('The local Lambda has no layers; put the packages into the zip.')
  }
}

function pythonRuntime(runtime: string): string {
  if (/^python3\.\d{1,2}$/.test(runtime)) return runtime
  throw invalid(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [python3.10, python3.11, python3.12, python3.13, python3.14, python3.15] or be a valid ARN`,
  )
}

function variablesOf(variables: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.keys(variables)
  const reserved = names.filter((name) => reservedNames.has(name))
  if (reserved.length > 0) throw invalid(reservedVariables(reserved))
  const bad = names.find((name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name))
  if (bad !== undefined || Object.values(variables).some((value) => value.includes('\0'))) {
    throw invalid(
      `Environment variable names must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+`,
    )
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > mostVariables) {
    throw invalid(
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
    )
  }
  return { ...variables }
}

const reservedVariables = (names: readonly string[]) =>
  `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${names.join(', ')}`

function vpcOf(
  { SubnetIds = [], SecurityGroupIds = [] }: NonNullable<ConfigurationInput['VpcConfig']>,
  network: FunctionNetwork | null,
) {
  if (SubnetIds.length === 0 && SecurityGroupIds.length === 0) return null
  if (SubnetIds.length === 0 || SecurityGroupIds.length === 0) {
    throw invalid('SubnetIds and SecurityIds must coexist or be both empty list.')
  }
  const noSubnet = network && SubnetIds.find((id) => network.vpcOf(id) === null)
  if (typeof noSubnet === 'string')
    throw invalid(
      `Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '${noSubnet}' does not exist`,
    )
  const noGroup = network && SecurityGroupIds.find((id) => !network.hasGroup(id))
  if (typeof noGroup === 'string')
    throw invalid(
      `Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group '${noGroup}' does not exist`,
    )
  return { subnetIds: SubnetIds, securityGroupIds: SecurityGroupIds }
}

const mostVariables = 4_096

const reservedNames = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
])
