/** SSM's section of the saved state. Times are ISO 8601. */
export interface SsmState {
  /** In the order in which they were sent. */
  commands: Command[]
}

export const emptySsm = (): SsmState => ({ commands: [] })

/** How many commands are remembered; AWS remembers them for thirty days. */
export const REMEMBERED_COMMANDS = 50

export interface Command {
  commandId: string
  comment: string
  lines: string[]
  workingDirectory: string | null
  /** Seconds. */
  executionTimeout: number
  /** Seconds until an instance must have taken it; instances here take it at once. */
  timeoutSeconds: number
  requestedAt: string
  invocations: Invocation[]
}

/** A command on one instance. */
export interface Invocation {
  instanceId: string
  status: InvocationStatus
  statusDetails: InvocationStatus | 'ExecutionTimedOut'
  /** -1 until the command has ended. */
  responseCode: number
  stdout: string
  stderr: string
  startedAt: string | null
  endedAt: string | null
}

export type InvocationStatus = 'Pending' | 'InProgress' | 'Success' | 'Failed' | 'TimedOut'

export function isOver({ status }: Invocation): boolean {
  return status !== 'Pending' && status !== 'InProgress'
}

/** A command's status is that of its invocations together. */
export function statusOf({ invocations }: Command): InvocationStatus {
  const statuses = new Set(invocations.map(({ status }) => status))
  const inOrder = ['InProgress', 'Pending', 'Failed', 'TimedOut'] as const
  return inOrder.find((status) => statuses.has(status)) ?? 'Success'
}

export function invocationOf(
  state: SsmState,
  commandId: string,
  instanceId: string,
): { readonly command: Command; readonly invocation: Invocation } | null {
  const command = state.commands.find((one) => one.commandId === commandId)
  const invocation = command?.invocations.find((one) => one.instanceId === instanceId)
  return command === undefined || invocation === undefined ? null : { command, invocation }
}
