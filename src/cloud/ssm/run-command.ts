import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import { shownCommand } from './command-answer.js'
import { type Command, REMEMBERED_COMMANDS, type SsmState } from './command.js'
import { isOnline, type Managed } from './managed-instances.js'
import type { CommandRuns } from './runs.js'

/** Seconds. */
const DEFAULT_EXECUTION_TIMEOUT = 3_600
const LONGEST_EXECUTION_TIMEOUT = 172_800

const SendRequest = v.strictObject({
  DocumentName: v.string(),
  InstanceIds: v.optional(v.pipe(v.array(v.string()), v.maxLength(50)), []),
  Targets: v.optional(v.array(v.strictObject({ Key: v.string(), Values: v.array(v.string()) })), []),
  Comment: v.optional(v.pipe(v.string(), v.maxLength(100)), ''),
  TimeoutSeconds: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(2_592_000)),
    DEFAULT_EXECUTION_TIMEOUT,
  ),
  Parameters: v.optional(v.record(v.string(), v.array(v.string())), {}),
})
type SendRequest = v.InferOutput<typeof SendRequest>

export function sendOperation(
  section: Section<SsmState>,
  managed: Managed,
  settings: Settings,
  runs: CommandRuns,
): NamedOperations['operations'] {
  return { SendCommand }

  async function SendCommand(input: Members): Promise<Members> {
    const request = readInput(SendRequest, input)
    if (request.DocumentName !== 'AWS-RunShellScript')
      throw new ServiceError(
        'InvalidDocument',
        `The local cloud has no document ${request.DocumentName.slice(0, 128)}.`,
      )
    const instanceIds = [...new Set([...request.InstanceIds, ...targeted(request, managed)])]
    const offline = instanceIds.filter((id) => !isOnline(managed, id))
    if (offline.length > 0 || instanceIds.length === 0)
      throw new ServiceError(
        'InvalidInstanceId',
        `Instances [[${offline.join(', ')}]] not in a valid state for account ${settings.account}`,
      )
    const command = commandFor(request, instanceIds)
    const answer = { Command: shownCommand(command) }
    await section.change((draft) => {
      draft.commands.push(command)
      draft.commands = draft.commands.slice(-REMEMBERED_COMMANDS)
    })
    runs.begin(command)
    return answer
  }
}

function commandFor(request: SendRequest, instanceIds: readonly string[]): Command {
  const { commands, workingDirectory, executionTimeout, ...others } = request.Parameters
  const unknown = Object.keys(others)[0]
  if (commands === undefined || commands.length === 0) throw invalid('the parameter commands is missing')
  if (unknown !== undefined) throw invalid(`${unknown} is no parameter of AWS-RunShellScript`)
  return {
    commandId: randomUUID(),
    comment: request.Comment,
    lines: commands,
    workingDirectory: workingDirectory?.[0] || null,
    executionTimeout: seconds(executionTimeout?.[0] ?? String(DEFAULT_EXECUTION_TIMEOUT)),
    timeoutSeconds: request.TimeoutSeconds,
    requestedAt: new Date().toISOString(),
    invocations: instanceIds.map((instanceId) => ({
      instanceId,
      status: 'Pending',
      statusDetails: 'Pending',
      responseCode: -1,
      stdout: '',
      stderr: '',
      startedAt: null,
      endedAt: null,
    })),
  }
}

function seconds(text: string): number {
  const value = Number(text)
  if (!/^\d{1,6}$/.test(text) || value < 1 || value > LONGEST_EXECUTION_TIMEOUT)
    throw invalid(`executionTimeout must be 1 to ${LONGEST_EXECUTION_TIMEOUT}`)
  return value
}

/** Running instances that every target matches: `InstanceIds` or `tag:KEY`. */
function targeted({ Targets }: SendRequest, managed: Managed): string[] {
  if (Targets.length === 0) return []
  const { network } = managed
  return network
    .instances()
    .map(({ instanceId }) => instanceId)
    .filter((id) => isOnline(managed, id))
    .filter((id) =>
      Targets.every(({ Key, Values }) => {
        const value = Key.startsWith('tag:') ? network.tagsOf(id)[Key.slice('tag:'.length)] : id
        return value !== undefined && Values.includes(value)
      }),
    )
}

const invalid = (why: string): ServiceError =>
  new ServiceError('InvalidParameters', `Invalid parameters: ${why}.`)
