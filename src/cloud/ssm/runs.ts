import type { Ec2Network } from '../ec2/ec2-network.js'
import type { CommandOutcome, Instances } from '../instance/instances.js'
import type { Section } from '../persistence/persistence.js'
import { type Command, type Invocation, invocationOf, isOver, type SsmState } from './command.js'

/** The commands that run now. */
export interface CommandRuns {
  /** Runs a command on its instances, behind the answer. */
  begin(command: Command): void
}

/** As for a process that was killed: 128 + SIGKILL. */
const KILLED = 137

/** What was in flight when an earlier cloud was killed is reported as failed, and its processes are ended. */
export function commandRuns(
  section: Section<SsmState>,
  network: Ec2Network,
  instances: Instances,
): CommandRuns {
  endInterrupted().catch(log)

  return {
    begin: (command) => {
      for (const { instanceId } of command.invocations) run(command, instanceId).catch(log)
    },
  }

  async function run(command: Command, instanceId: string): Promise<void> {
    const { commandId } = command
    await alter(commandId, instanceId, {
      status: 'InProgress',
      statusDetails: 'InProgress',
      startedAt: now(),
    })
    const outcome = await instances
      .run(instanceId, {
        commandId,
        lines: command.lines,
        workingDirectory: command.workingDirectory,
        timeoutSeconds: command.executionTimeout,
      })
      .catch(notRun)
    await alter(commandId, instanceId, endOf(outcome))
  }

  async function endInterrupted(): Promise<void> {
    const interrupted = section.now.commands.flatMap(({ commandId, invocations }) =>
      invocations.filter((one) => !isOver(one)).map(({ instanceId }) => ({ commandId, instanceId })),
    )
    if (interrupted.length === 0) return
    await Promise.all(
      interrupted.map(({ commandId, instanceId }) =>
        alter(commandId, instanceId, {
          status: 'Failed',
          statusDetails: 'Failed',
          responseCode: KILLED,
          stderr: 'The local cloud was ended while this command ran.',
          endedAt: now(),
        }),
      ),
    )
    await network.started
    await Promise.all(interrupted.map((one) => instances.endCommand(one.instanceId, one.commandId)))
  }

  async function alter(commandId: string, instanceId: string, to: Partial<Invocation>): Promise<void> {
    await section.change((draft) => {
      const found = invocationOf(draft, commandId, instanceId)
      if (found) Object.assign(found.invocation, to)
    })
  }
}

function endOf(outcome: CommandOutcome): Partial<Invocation> {
  const { exitCode: responseCode, stdout, stderr } = outcome
  const end = { responseCode, stdout, stderr, endedAt: now() }
  if (outcome.kind === 'timed-out') return { ...end, status: 'TimedOut', statusDetails: 'ExecutionTimedOut' }
  const status = responseCode === 0 ? 'Success' : 'Failed'
  return { ...end, status, statusDetails: status }
}

/** The instance was stopped between the answer and the start of the command, or its disk failed. */
function notRun(error: unknown): CommandOutcome {
  return {
    kind: 'exited',
    exitCode: 1,
    stdout: '',
    stderr: error instanceof Error ? error.message : String(error),
  }
}

const now = (): string => new Date().toISOString()

function log(error: unknown): void {
  process.stderr.write(`ssm: ${error instanceof Error ? error.message : String(error)}\n`)
}
