import type { Members } from '../../service.js'
import type { VersionState } from '../functions/function-state.js'
import { latestVersion } from '../functions/function-state.js'
import type { ApiContext } from './context.js'
import { loggingOf } from './logging-input.js'

/** A FunctionConfiguration. `qualifier`: how the caller asked for it, which its ARN repeats. */
export function configurationOf(
  context: ApiContext,
  name: string,
  version: VersionState,
  qualifier: string | null,
): Members {
  return {
    ...listedConfigurationOf(context, name, version, qualifier),
    ...stateOf(context, name, version),
    RuntimeVersionConfig: {
      RuntimeVersionArn: `arn:aws:lambda:${context.settings.region}::runtime:${version.runtime}`,
    },
  }
}

/** What lists say of a function: all but its state. */
export function listedConfigurationOf(
  { functions, network }: ApiContext,
  name: string,
  version: VersionState,
  qualifier: string | null,
): Members {
  return {
    FunctionName: name,
    FunctionArn: functions.arn(name, qualifier),
    Runtime: version.runtime,
    Role: version.role,
    Handler: version.handler,
    CodeSize: version.code.size,
    Description: version.description,
    Timeout: version.timeoutSeconds,
    MemorySize: version.memoryMb,
    LastModified: version.modifiedAt.replace('Z', '+0000'),
    CodeSha256: Buffer.from(version.code.sha256, 'hex').toString('base64'),
    Version: version.version,
    ...(version.vpc !== null && {
      VpcConfig: {
        SubnetIds: version.vpc.subnetIds,
        SecurityGroupIds: version.vpc.securityGroupIds,
        VpcId: network?.vpcOf(version.vpc.subnetIds[0] ?? '') ?? '',
        Ipv6AllowedForDualStack: false,
      },
    }),
    ...(version.variables !== null && { Environment: { Variables: version.variables } }),
    TracingConfig: { Mode: version.tracing },
    RevisionId: version.revisionId,
    PackageType: 'Zip',
    Architectures: [version.architecture],
    EphemeralStorage: { Size: version.temporaryMb },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: loggingOf(version.jsonLogs, version.logGroup),
  }
}

function stateOf({ functions }: ApiContext, name: string, version: VersionState): Members {
  const transition = functions.lifecycle.of(name)
  if (transition === 'creating') {
    return {
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
    }
  }
  if (transition === 'updating' && version.version === latestVersion) {
    return {
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReason: 'The function is being created.',
      LastUpdateStatusReasonCode: 'Creating',
    }
  }
  return { State: 'Active', LastUpdateStatus: 'Successful' }
}
