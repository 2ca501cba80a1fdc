import { labStore } from '../../../src/cli/connect/lab-store.js'
import type { Until } from './cell.js'
import { type Ended, type Place, processesOf, runLab } from './place.js'
import { finishedLabCalls, LOAD, outcomeOf, type Recorded, type Recording } from './recording.js'
import { rehearsalTouches } from './rehearsal.js'
import { type Census, censusOf } from './world-census.js'

/**
 * What is wrong after trouble in `command`: with what it left, with a rehearsal there, after the same command again, at the lab's
 * end where it is to go there, and after a reset. Empty: it recovered, with one of each, and nothing was left and nothing of anybody else's touched.
 */
export async function afterTrouble(
  place: Place,
  recording: Recording,
  command: Recorded,
  troubled: Ended,
  until: Until,
): Promise<readonly string[]> {
  const wrong = [...saidWhy(troubled), ...(await illegible(place))]
  wrong.push(...(await rehearsalTouches(place, command.args, GOING_ON)))
  place.proxy.expect(null)
  // It may have come to its end and died after that: the same command would be the next step.
  if (troubled.code !== 0 && !(await isDone(place, command))) {
    const again = await runLab(place, command.args)
    if (again.code !== 0) return [...wrong, `again it ended with ${again.code}:\n${again.output}`]
  }
  wrong.push(...difference('after it', await outcomeOf(place), command.after))
  if (command === recording.commands.at(-1)) return [...wrong, ...(await remains(place, recording.foreign))]
  const later = until === 'the end' ? await lifeAfter(place, recording) : await undone(place, recording)
  return [...wrong, ...later]
}

/** What is wrong when the lab then goes through all steps that remain, and is reset. */
export async function lifeAfter(place: Place, recording: Recording): Promise<readonly string[]> {
  const { code, output } = await runLab(place, ['run', '--yes', ...LOAD])
  if (code !== 0) return [`to the end it ended with ${code}:\n${output}`]
  const last = recording.commands.at(-2)
  const end = await outcomeOf(place)
  // Whether one runs depends on where the lab was cut off: each recorded command began with a cloud just started.
  const { locusts: _one, ...wanted } = last?.after ?? {}
  const wrong = [
    ...(Number(end['locusts']) > 1 ? [`at the end, ${String(end['locusts'])} Locusts run`] : []),
    ...difference('at the end', end, wanted),
    ...(await finishedLabCalls(place)),
  ]
  return [...wrong, ...(await undone(place, recording))]
}

/** What is wrong after a reset. */
async function undone(place: Place, { commands, foreign }: Recording): Promise<readonly string[]> {
  const { code, output } = await runLab(place, commands.at(-1)?.args ?? [])
  const left = await remains(place, foreign)
  return code === 0 ? left : [`reset ended with ${code}:\n${output}`, ...left]
}

/** What there is beside what was there before the lab, and what runs. */
const remains = async (place: Place, foreign: Census): Promise<readonly string[]> => [
  ...difference('after reset', await censusOf(place), foreign),
  ...(await strangers(place)),
]

/** What died in the middle of its work may have left others at theirs: the cloud, and what runs on its instances. */
const GOING_ON = /^cloud\//

async function isDone({ lab }: Place, { name }: Recorded): Promise<boolean> {
  return (await labStore(lab).read())?.steps[name]?.state === 'done'
}

/** A killed command cannot say anything; one that fails says what, and what to type. */
export function saidWhy({ code, output }: Ended): readonly string[] {
  if (code === 0 || code === null) return []
  const isClear = /\[[a-z0-9-]+\]/.test(output) && output.includes('→') && !output.includes('[defect]')
  return isClear ? [] : [`no clear error (exit code ${code}):\n${output}`]
}

/** Whatever happened, the state can be read. */
export async function illegible({ lab }: Place): Promise<readonly string[]> {
  return await labStore(lab)
    .read()
    .then(
      () => [],
      (thrown: unknown) => [`the state cannot be read: ${String(thrown)}`],
    )
}

/** After a reset only the cloud itself may run. */
async function strangers(place: Place): Promise<readonly string[]> {
  const left = (await processesOf(place)).filter(({ command }) => command.includes('/instances/'))
  return left.map(({ pid, command }) => `after reset, process ${pid} runs: ${command}`)
}

function difference(
  when: string,
  is: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.keys(wanted)
    .filter((kind) => JSON.stringify(is[kind]) !== JSON.stringify(wanted[kind]))
    .map(
      (kind) =>
        `${when}, ${kind}: ${others(is[kind], wanted[kind])} instead of ${others(wanted[kind], is[kind])}`,
    )
}

/** Of lists, only what the other does not have. */
const others = (these: unknown, those: unknown): string =>
  Array.isArray(these) && Array.isArray(those)
    ? these.filter((one) => !those.includes(one)).join(', ') || 'nothing'
    : JSON.stringify(these)
