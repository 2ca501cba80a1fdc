import { type Arbitrary, constant, constantFrom, integer, oneof, record } from '../../run/property.js'
import { killCloud } from './deaths.js'
import type { Exchange, Fault } from './fault-proxy.js'
import { type Place, startLab } from './place.js'
import { type Recording, stepsOf } from './recording.js'
import { type CloudClients, clientsOf, OURS, runningInstances } from './world-census.js'

/** What may happen to a lab next: a command of its own, which may die, or something that somebody else does. */
export type Move = Command | { readonly kind: 'the cloud dies' } | Edit

interface Command {
  readonly kind: 'next' | 'reset' | 'reset of the last'
  readonly dies: Death
}

/** `at`: which of the command's changing calls, from 1; it may not make as many. */
type Death =
  | { readonly kind: 'lives' }
  | { readonly kind: 'dies'; readonly at: number; readonly moment: 'unsent' | 'done' }

interface Edit {
  readonly kind: 'edit'
  readonly edit: keyof typeof EDITS
}

const dies: Arbitrary<Death> = oneof(
  constant<Death>({ kind: 'lives' }),
  record({
    kind: constant('dies' as const),
    at: integer({ min: 1, max: 12 }),
    moment: constantFrom('unsent' as const, 'done' as const),
  }),
)
const next: Arbitrary<Move> = record({ kind: constant('next' as const), dies })
const undone: Arbitrary<Move> = record({
  kind: constantFrom('reset' as const, 'reset of the last' as const),
  dies,
})
const cloudDies: Arbitrary<Move> = constant({ kind: 'the cloud dies' })

export const ownMove: Arbitrary<Move> = oneof(
  { weight: 6, arbitrary: next },
  { weight: 2, arbitrary: undone },
  { weight: 1, arbitrary: cloudDies },
)

export const anyMove: Arbitrary<Move> = oneof(
  { weight: 3, arbitrary: ownMove },
  {
    weight: 2,
    arbitrary: record({
      kind: constant('edit' as const),
      edit: constantFrom('rule revoked', 'instance stopped', 'instance terminated', 'environment deleted'),
    }),
  },
)

/** What the lab said, for whoever reads of a walk that went wrong. */
export async function make(move: Move, place: Place, recording: Recording): Promise<string> {
  switch (move.kind) {
    case 'the cloud dies':
      await killCloud(place)
      return 'the cloud dies'
    case 'edit':
      await EDITS[move.edit](await clientsOf(place))
      return move.edit
    default:
      return await command(place, await argsOf(move.kind, place, recording), move.dies)
  }
}

/** As recorded, where it is the same command; a finished lab has no next. */
async function argsOf(
  kind: Command['kind'],
  place: Place,
  { commands }: Recording,
): Promise<readonly string[]> {
  if (kind === 'reset') return commands.at(-1)?.args ?? []
  const steps = await stepsOf(place)
  if (kind === 'reset of the last')
    return ['reset', steps.findLast(({ state }) => state !== 'pending')?.id ?? 'results', '--yes']
  const at = steps.find(({ state }) => state !== 'done')
  return commands.find(({ name }) => name === at?.id)?.args ?? ['next', '--yes']
}

async function command(place: Place, args: readonly string[], death: Death): Promise<string> {
  const dying = { kill: (): void => undefined }
  place.proxy.expect(death.kind === 'lives' ? null : faultOf(death, () => dying.kill()))
  const running = startLab(place, args)
  dying.kill = running.kill
  const { code, output } = await running.ended
  place.proxy.expect(null)
  return `lab ${args.join(' ')} (${String(code)}): ${output}`
}

function faultOf({ at, moment }: Extract<Death, { kind: 'dies' }>, kill: () => void): Fault {
  const made = new Set<string>()
  return {
    hits: ({ kind, id }) => kind === 'changes' && made.add(id).size === at,
    attempts: 'all',
    async strike(exchange: Exchange) {
      if (moment === 'done') await exchange.forward()
      kill()
    },
  }
}

/** By hand in a console, past the lab. */
const EDITS = {
  'rule revoked': async ({ ec2 }: CloudClients) => {
    const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules(OURS)
    for (const { GroupId, SecurityGroupRuleId: id } of SecurityGroupRules)
      if (GroupId !== undefined && id !== undefined)
        await ec2.revokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds: [id] })
  },
  'instance stopped': async ({ ec2 }: CloudClients) => {
    const InstanceIds = await runningInstances(ec2)
    if (InstanceIds.length > 0) await ec2.stopInstances({ InstanceIds })
  },
  'instance terminated': async ({ ec2 }: CloudClients) => {
    const InstanceIds = await runningInstances(ec2)
    if (InstanceIds.length > 0) await ec2.terminateInstances({ InstanceIds })
  },
  'environment deleted': async ({ cloud9 }: CloudClients) => {
    const { environmentIds = [] } = await cloud9.listEnvironments({})
    for (const environmentId of environmentIds) await cloud9.deleteEnvironment({ environmentId })
  },
}
