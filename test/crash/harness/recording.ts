import { labStore } from '../../../src/cli/connect/lab-store.js'
import { makeFast, plantForeign } from './foreign.js'
import { type Place, runLab, snapshotOf } from './place.js'
import { rehearsalTouches } from './rehearsal.js'
import { clientsOf, type Census, censusOf, shapeOf } from './world-census.js'

/** A command of a lab's life as it went undisturbed: what it called, what it wrote, and what there was after it. */
export interface Recorded {
  /** `environment`, ..., `reset`. */
  readonly name: string
  readonly args: readonly string[]
  /** The lab's folder before it. */
  readonly before: string
  /** Names of the calls that change something, in order. */
  readonly changes: readonly string[]
  readonly reads: readonly string[]
  readonly writes: number
  readonly after: Readonly<Record<string, unknown>>
}

export interface Recording {
  readonly commands: readonly Recorded[]
  /** The world before the first step: the application, and what somebody else has there. */
  readonly foreign: Census
  /** What went wrong already while nothing was disturbed. */
  readonly complaints: readonly string[]
}

/** For the steps that make load; the others refuse flags that they do not ask for. */
export const LOAD = ['--users', '2', '--duration', '5', '--requests-per-second', '2']

/** Goes through the lab once. What the matrix is made of comes from here, so a new step is in it by itself. */
export async function record(place: Place): Promise<Recording> {
  const clients = await clientsOf(place)
  await makeFast(clients)
  await plantForeign(clients)
  const foreign = await censusOf(place)
  const steps = (await stepsOf(place)).map(({ id }) => id)
  const complaints: string[] = []
  const commands: Recorded[] = []
  for (const id of steps) {
    const before = await snapshotOf(place, id)
    complaints.push(...(await rehearsalTouches(place, ['next', '--yes'])))
    await clientsOf(place)
    complaints.push(...(await rehearsalTouches(place, ['next', '--yes'], OWN_WRITING)))
    commands.push(await recordOne(place, id, ['next', '--yes', ...(await loadFor(place))], before))
  }
  complaints.push(...(await finishedLabCalls(place)))
  const before = await snapshotOf(place, 'reset')
  // The whole lab by its first step: the cloud stays, and can be asked what is left.
  commands.push(await recordOne(place, 'reset', ['reset', steps[0] ?? '', '--yes'], before))
  return { commands, foreign, complaints }
}

async function recordOne(
  place: Place,
  name: string,
  args: readonly string[],
  before: string,
): Promise<Recorded> {
  place.proxy.expect(null)
  const { code, output, writes } = await runLab(place, args)
  if (code !== 0) throw new Error(`Undisturbed, lab ${args.join(' ')} ended with ${code}:\n${output}`)
  const named = (kind: 'reads' | 'changes') =>
    place.proxy.calls.filter((call) => call.kind === kind).map((call) => call.name)
  const [changes, reads] = [named('changes'), named('reads')]
  return { name, args, before, changes, reads, writes, after: await outcomeOf(place) }
}

/** What there is in the cloud, and what the lab's state says of it: the same in two runs. From there on, so is all that follows. */
export async function outcomeOf(place: Place): Promise<Readonly<Record<string, unknown>>> {
  const state = await labStore(place.lab).read()
  const live = (state?.rows ?? []).filter(({ status }) => status !== 'gone')
  return {
    ...shapeOf(await censusOf(place)),
    steps: Object.entries(state?.steps ?? {}).map(([id, step]) => `${id} ${step.state}`),
    rows: live.map(({ key, type, step, owned, status }) => [key, type, step, owned, status].join(' ')).sort(),
  }
}

/** As the lab tells them, in their order. */
export async function stepsOf(place: Place) {
  const { output } = await runLab(place, ['status', '--json'])
  const status: { readonly steps: readonly { readonly id: string; readonly state: string }[] } =
    JSON.parse(output)
  return status.steps
}

/** Whether the step at hand asks for a load. */
async function loadFor(place: Place): Promise<readonly string[]> {
  const rehearsal = await runLab(place, ['next', '--dry-run', '--yes', ...LOAD])
  return rehearsal.output.includes('[stray-flag]') ? [] : LOAD
}

// A running cloud goes on writing these by itself, asked or not.
const OWN_WRITING = /^cloud\/(cloud\.log|metrics|instances\/)/

/** What a lab that has come to its end calls all the same. */
export async function finishedLabCalls(place: Place): Promise<readonly string[]> {
  place.proxy.expect(null)
  const { code } = await runLab(place, ['next', '--yes'])
  const called = place.proxy.calls.filter(({ kind }) => kind === 'changes')
  return [
    ...(code === 0 ? [] : [`a finished lab's next ended with ${code}`]),
    ...called.map(({ name }) => `a finished lab's next called ${name}`),
  ]
}
