import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import type { Exchange, Fault } from './fault-proxy.js'
import { afterTrouble } from './judge.js'
import {
  armedFile,
  type Ended,
  type Kind,
  killIfThere,
  type Place,
  restore,
  runLab,
  startLab,
  type WriteFault,
} from './place.js'
import type { Recorded, Recording } from './recording.js'

/** One cell: at this call or write of this command, at this moment, in this way. */
export type Cell = CallCell | WriteCell

interface CallCell {
  readonly command: Recorded
  readonly at: 'call'
  readonly name: string
  readonly nth: number
  readonly moment: CallMoment
  readonly kind: Kind
}

interface WriteCell extends WriteFault {
  readonly command: Recorded
  readonly at: 'write'
}

/** `unsent`: the cloud never heard of it. `unanswered`: it did it. `answered`: the lab knows, and has not written it down. */
type CallMoment = 'unsent' | 'unanswered' | 'answered'

const OF_CALLS: readonly Kind[] = ['SIGKILL', 'exception', 'cloud killed']
const OF_WRITES: readonly WriteFault['kind'][] = ['SIGKILL', 'exception']

/** All cells of what was recorded. */
export function cellsOf({ commands }: Recording): readonly Cell[] {
  return commands.flatMap((command) => [
    ...command.changes.flatMap((name, index) => {
      const nth = command.changes.slice(0, index + 1).filter((other) => other === name).length
      const moments = ['unsent', 'unanswered', 'answered'] as const
      return moments.flatMap((moment) =>
        OF_CALLS.map((kind): Cell => ({ command, kind, at: 'call', name, nth, moment })),
      )
    }),
    ...Array.from({ length: command.writes }, (_, index) => index + 1).flatMap((nth) =>
      (['before', 'after'] as const).flatMap((moment) =>
        OF_WRITES.map((kind): Cell => ({ command, kind, at: 'write', nth, moment })),
      ),
    ),
  ])
}

export const titleOf = (cell: Cell): string => {
  const where = cell.at === 'call' ? `${cell.name} #${cell.nth}` : `write of the state #${cell.nth}`
  return `${cell.command.name} · ${where} · ${cell.moment} · ${cell.kind}`
}

/** What is wrong after it, the same command again, and a reset; empty: recovered. */
export async function play(place: Place, recording: Recording, cell: Cell): Promise<readonly string[]> {
  await restore(place, cell.command.before)
  const ended = cell.at === 'call' ? await strikeCall(place, cell) : await strikeWrite(place, cell)
  if (ended === null) return ['it did not come to that this time']
  return await afterTrouble(place, recording, cell.command, ended)
}

/** null: there were fewer writes. */
async function strikeWrite(place: Place, { command, nth, moment, kind }: WriteCell): Promise<Ended | null> {
  place.proxy.expect(null)
  const ended = await runLab(place, command.args, { write: { nth, moment, kind } })
  return ended.writes < nth ? null : ended
}

/** null: the call never came. */
async function strikeCall(place: Place, cell: CallCell): Promise<Ended | null> {
  const dies = { kill: (): void => undefined }
  const fails = async (exchange: Exchange) => {
    if (cell.kind === 'SIGKILL') return dies.kill()
    if (cell.kind === 'cloud killed') await killCloud(place)
    exchange.cut()
  }
  place.proxy.expect(faultOf(place, cell, fails))
  place.proxy.tripwire = { file: armedFile(place), strike: fails }
  const running = startLab(place, cell.command.args, { kind: cell.kind })
  dies.kill = running.kill
  const ended = await running.ended
  return place.proxy.struck ? ended : null
}

function faultOf(place: Place, cell: CallCell, fails: (exchange: Exchange) => Promise<void>): Fault {
  return {
    hits: ({ name }, nth) => name === cell.name && nth === cell.nth,
    attempts: 'all',
    async strike(exchange) {
      if (cell.moment === 'unsent') return await fails(exchange)
      const answer = await exchange.forward()
      if (cell.moment === 'unanswered') return await fails(exchange)
      writeFileSync(armedFile(place), '')
      exchange.answer(answer)
    },
  }
}

async function killCloud({ lab }: Place): Promise<void> {
  const status = await cloudStatus(join(lab, 'cloud'))
  if (status.kind === 'running') killIfThere(status.facts.pid)
}
