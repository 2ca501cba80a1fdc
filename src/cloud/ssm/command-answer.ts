import type { Members } from '../service.js'
import { type Command, type Invocation, isOver, statusOf } from './command.js'

const DOCUMENT = { DocumentName: 'AWS-RunShellScript', DocumentVersion: '$DEFAULT' }

/** How much of an output the lists show; GetCommandInvocation shows all that is kept. */
const OUTPUT_IN_LISTS = 2_500

export function shownCommand(command: Command): Members {
  const requested = new Date(command.requestedAt)
  const { invocations } = command
  return {
    CommandId: command.commandId,
    ...DOCUMENT,
    Comment: command.comment,
    RequestedDateTime: requested,
    ExpiresAfter: new Date(requested.getTime() + (command.timeoutSeconds + command.executionTimeout) * 1000),
    Parameters: {
      commands: command.lines,
      executionTimeout: [String(command.executionTimeout)],
      ...(command.workingDirectory === null ? {} : { workingDirectory: [command.workingDirectory] }),
    },
    InstanceIds: invocations.map(({ instanceId }) => instanceId),
    Targets: [],
    TimeoutSeconds: command.timeoutSeconds,
    Status: statusOf(command),
    StatusDetails: statusOf(command),
    MaxConcurrency: '50',
    MaxErrors: '0',
    TargetCount: invocations.length,
    CompletedCount: invocations.filter(isOver).length,
    ErrorCount: invocations.filter(({ status }) => status === 'Failed').length,
    DeliveryTimedOutCount: 0,
  }
}

/** As GetCommandInvocation answers it: the output only when the command has ended. */
export function shownInvocation(command: Command, invocation: Invocation): Members {
  const { startedAt, endedAt } = invocation
  return {
    CommandId: command.commandId,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    ...DOCUMENT,
    PluginName: 'aws:runShellScript',
    ResponseCode: invocation.responseCode,
    ExecutionStartDateTime: startedAt ?? '',
    ExecutionElapsedTime: startedAt === null || endedAt === null ? '' : elapsed(startedAt, endedAt),
    ExecutionEndDateTime: endedAt ?? '',
    Status: invocation.status,
    StatusDetails: invocation.statusDetails,
    StandardOutputContent: invocation.stdout,
    StandardOutputUrl: '',
    StandardErrorContent: invocation.stderr,
    StandardErrorUrl: '',
    CloudWatchOutputConfig: { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false },
  }
}

export function listedInvocation(command: Command, invocation: Invocation, details: boolean): Members {
  const { status, statusDetails, responseCode, startedAt, endedAt } = invocation
  return {
    CommandId: command.commandId,
    InstanceId: invocation.instanceId,
    InstanceName: '',
    Comment: command.comment,
    ...DOCUMENT,
    RequestedDateTime: new Date(command.requestedAt),
    Status: status,
    StatusDetails: statusDetails,
    CommandPlugins: details
      ? [
          {
            Name: 'aws:runShellScript',
            Status: status,
            StatusDetails: statusDetails,
            ResponseCode: responseCode,
            ...(startedAt === null ? {} : { ResponseStartDateTime: new Date(startedAt) }),
            ...(endedAt === null ? {} : { ResponseFinishDateTime: new Date(endedAt) }),
            Output: `${invocation.stdout}${invocation.stderr}`.slice(0, OUTPUT_IN_LISTS),
          },
        ]
      : [],
  }
}

/** An ISO 8601 duration. */
function elapsed(from: string, to: string): string {
  return `PT${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(3)}S`
}
