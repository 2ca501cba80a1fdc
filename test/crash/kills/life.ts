import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { labStore } from '../../../src/cli/connect/lab-store.js'
import { leftOf, tracesOf } from '../../../src/cloud/control/leftovers.js'
import { illegible, saidWhy } from '../harness/judge.js'
import { type Ended, killIfThere, type Place, restore } from '../harness/place.js'
import { LOAD } from '../harness/recording.js'
import { runCommand, startCommand } from './command.js'
import { partsOf } from './parts.js'
import type { Command, Kill } from './plan.js'

/** About what each command takes undisturbed on two busy cores, in milliseconds: kills are spread over it. */
const DURATION: Readonly<Record<Command, number>> = {
  environment: 9_000,
  'security-group': 3_000,
  'load-test-1': 20_000,
  'code-optimization': 8_000,
  'load-test-2': 20_000,
  results: 2_000,
  reset: 5_000,
}

/** A kill that happened: in words, and what was wrong after it. Nothing wrong: the lab recovered. */
export interface Outcome {
  readonly number: number
  readonly said: string
  readonly wrong: readonly string[]
}

/** Goes through a new lab step by step, with a kill in each command, and tells what came of each. Ends at the first that it does not recover from. */
export async function lived(place: Place, kills: readonly Kill[]): Promise<readonly Outcome[]> {
  await restore(place, '')
  const outcomes: Outcome[] = []
  for (const kill of kills) {
    const outcome = await recovered(place, kill)
    outcomes.push(outcome)
    console.log(`${outcome.said}: ${outcome.wrong.length === 0 ? 'recovered' : outcome.wrong.join('\n')}`)
    if (outcome.wrong.length > 0) break
  }
  await restore(place, '')
  return outcomes
}

async function recovered(place: Place, kill: Kill): Promise<Outcome> {
  const traces = await tracesOf(join(place.lab, 'cloud'))
  const args = argumentsOf(kill.during)
  const running = startCommand(place, args)
  const isOver = running.ended.then(() => true)
  const at = kill.at ?? Math.round(kill.moment * DURATION[kill.during])
  await pause(at)
  const over = await Promise.race([isOver, pause(0, false)])
  const killed = await strike(place, kill, over ? null : (running.pid ?? null))
  const ended = await running.ended
  const said = `#${kill.number} ${kill.during} at ${at} ms: ${killed} killed, it ended with ${ended.code ?? ended.signal}${codeIn(ended)}`
  const wrong = [...saidWhy(ended), ...(await illegible(place))]
  // What it says to type is the same command; one that had come to its end goes on with the next.
  if (ended.code !== 0 && !(await isDone(place, kill.during))) wrong.push(...(await repeated(place, args)))
  if (kill.during === 'reset') {
    const after = await tracesOf(join(place.lab, 'cloud'))
    for (const one of await leftOf({
      ...after,
      marks: [...traces.marks, ...after.marks],
      ports: traces.ports,
    }))
      wrong.push(`left after reset: ${one.en}`)
  } else if (!(await isDone(place, kill.during))) wrong.push(`${kill.during} is not done`)
  return { number: kill.number, said, wrong }
}

async function repeated(place: Place, args: readonly string[]): Promise<readonly string[]> {
  const again = await runCommand(place, args)
  return again.code === 0 ? [] : [`again it ended with ${again.code}:\n${again.output}`]
}

async function strike(place: Place, { wanted, which }: Kill, command: number | null): Promise<string> {
  const parts = await partsOf(place, command)
  const part = wanted.find((one) => parts[one].length > 0)
  const pid = part === undefined ? undefined : parts[part][Math.floor(which * parts[part].length)]
  if (part === undefined || pid === undefined) return 'nothing (nothing ran)'
  killIfThere(pid)
  return `${part} (${pid})`
}

/** A reset has no step: it is done where it ended well. */
async function isDone(place: Place, command: Command): Promise<boolean> {
  if (command === 'reset') return false
  const state = await labStore(place.lab).read()
  return state?.steps[command]?.state === 'done'
}

const codeIn = ({ output }: Ended): string => /\[[a-z0-9-]+\]/.exec(output)?.[0] ?? ''

function argumentsOf(command: Command): readonly string[] {
  if (command === 'reset') return ['reset', '--yes']
  // The second test repeats the first one's load.
  return ['next', '--yes', ...(command === 'load-test-1' ? LOAD : [])]
}
