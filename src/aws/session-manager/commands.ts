import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { waitUntil } from '../client/wait.js'

export interface ShellCommand {
  /** Up to 100 characters, shown in SSM's history. */
  readonly comment: string
  /** Lines of one shell script. SSM has no token: it may run twice, so it must be safe to. */
  readonly lines: readonly string[]
  readonly timeoutSeconds: number
}

export interface CommandOutput {
  readonly exitCode: number
  /** The first 24,000 characters. */
  readonly stdout: string
  /** The first 8,000. */
  readonly stderr: string
}

/** Resolves when SSM's agent on the instance takes commands. */
export async function instanceOnline(aws: Aws, instanceId: string): Promise<void> {
  await waitUntil({
    waitingFor: { en: 'the instance to come online in SSM', ko: '인스턴스의 SSM 연결 대기' },
    seconds: 600,
    signal: aws.signal,
    next: {
      en: 'Check that it has its instance profile and can reach the internet: a public address, and a route to an internet gateway.',
      ko: '인스턴스 프로파일이 있는지, 퍼블릭 IP와 인터넷 게이트웨이 경로로 인터넷에 연결되는지 확인하세요.',
    },
    look: async () => ((await isOnline(aws, instanceId)) ? 'online' : null),
  })
}

/** Whether SSM can send it a command now. */
export async function isOnline(aws: Aws, instanceId: string): Promise<boolean> {
  const ssm = await aws.ssm()
  const { InstanceInformationList = [] } = await ssm.describeInstanceInformation({
    Filters: [{ Key: 'InstanceIds', Values: [instanceId] }],
  })
  return InstanceInformationList[0]?.PingStatus === 'Online'
}

/** Runs it on the instance and answers what it printed; throws `command-failed` with the end of its output otherwise. */
export async function runOnInstance(aws: Aws, instanceId: string, command: ShellCommand): Promise<string> {
  const output = await tryOnInstance(aws, instanceId, command)
  if (output.exitCode !== 0) throw commandFailed(command, output)
  return output.stdout
}

/** The same, where a failure is an answer. */
export async function tryOnInstance(
  aws: Aws,
  instanceId: string,
  command: ShellCommand,
): Promise<CommandOutput> {
  const ssm = await aws.ssm()
  const { Command } = await ssm.sendCommand({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: [instanceId],
    Comment: command.comment.slice(0, 100),
    TimeoutSeconds: 60,
    Parameters: { commands: [...command.lines], executionTimeout: [String(command.timeoutSeconds)] },
  })
  const CommandId = Command?.CommandId
  return waitUntil({
    waitingFor: { en: `“${command.comment}” on the instance`, ko: `인스턴스에서 “${command.comment}” 실행` },
    seconds: command.timeoutSeconds + 90,
    signal: aws.signal,
    look: async () => {
      const invocation = await ssm
        .getCommandInvocation({ CommandId, InstanceId: instanceId })
        // SSM knows a command a moment before it knows its invocation.
        .catch((thrown: unknown) => {
          if (awsErrorName(thrown) === 'InvocationDoesNotExist') return null
          throw thrown
        })
      if (invocation === null || UNFINISHED.has(invocation.Status ?? 'Pending')) return null
      const { ResponseCode = -1, StandardOutputContent = '', StandardErrorContent = '', Status } = invocation
      // A command that timed out or was never delivered has -1, and may have 0.
      const exitCode = Status === 'Success' ? 0 : ResponseCode === 0 ? -1 : ResponseCode
      return { exitCode, stdout: StandardOutputContent, stderr: StandardErrorContent || (Status ?? '') }
    },
  })
}

const UNFINISHED = new Set(['Pending', 'InProgress', 'Delayed', 'Cancelling'])

function commandFailed(command: ShellCommand, { exitCode, stdout, stderr }: CommandOutput): LabError {
  const said = (stderr.trim() || stdout.trim()).split('\n').slice(-12).join('\n')
  const why: Text = verbatim(said)
  return new LabError({
    code: 'command-failed',
    what: {
      en: `“${command.comment}” failed on the instance (exit code ${exitCode}).`,
      ko: `인스턴스에서 “${command.comment}” 실행이 실패했습니다(종료 코드 ${exitCode}).`,
    },
    why,
    next: {
      en: 'Fix the problem that it reports, then type the same command: it continues from here.',
      ko: '위 내용을 해결한 뒤 같은 명령을 실행하면 여기서부터 계속합니다.',
    },
  })
}
