import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import { type Cell, commandOf, type Until } from './cell.js'
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

/** `unsent`: the cloud never heard of it. `unanswered`: it did it. `answered`: the lab knows, and has not written it down. */
const CALL_MOMENTS = ['unsent', 'unanswered', 'answered'] as const
const CALL_KINDS: readonly Kind[] = ['SIGKILL', 'exception', 'cloud killed']
/** A cloud that dies before it hears of a call, or after it answered, is a connection that is cut: the networks have that. */
const WAYS = CALL_MOMENTS.flatMap((moment) => CALL_KINDS.map((kind) => ({ moment, kind }))).filter(
  ({ moment, kind }) => moment === 'unanswered' || kind !== 'cloud killed',
)
const WRITE_MOMENTS = ['before', 'after'] as const
const WRITE_KINDS: readonly WriteFault['kind'][] = ['SIGKILL', 'exception']

interface CallDeath {
  readonly name: string
  readonly nth: number
  readonly moment: (typeof CALL_MOMENTS)[number]
  readonly kind: Kind
}

/** A lab, or the cloud under it, that dies at every call that changes something and at every write of the state. */
export function deathsOf({ commands }: Recording): readonly Cell[] {
  return commands.flatMap((command) => [...atCalls(command), ...atWrites(command)])
}

function atCalls(command: Recorded): readonly Cell[] {
  const numbered = command.changes.map((name, index) => ({
    name,
    nth: command.changes.slice(0, index + 1).filter((other) => other === name).length,
  }))
  return numbered
    .filter(({ name }, index) => isAtAnEnd(command.changes, name, index))
    .flatMap((call) => WAYS.map((way) => ({ ...call, ...way })))
    .map((death): Cell => {
      const { name, nth, moment, kind } = death
      return {
        title: `${command.name} · ${name} #${nth} · ${moment} · ${kind}`,
        row: `${command.name}: ${name}`,
        column: `${moment} ${kind}`,
        play: (place, recording, until) =>
          played({ place, recording, until }, command.name, strikeCall(death)),
      }
    })
}

/** Of the same call several times in a row (test invokes), the first and the last: between them nothing is different. */
const isAtAnEnd = (changes: readonly string[], name: string, index: number): boolean =>
  changes[index - 1] !== name || changes[index + 1] !== name

function atWrites(command: Recorded): readonly Cell[] {
  const numbers = Array.from({ length: command.writes }, (_, index) => index + 1)
  const faults = numbers.flatMap((nth) =>
    WRITE_MOMENTS.flatMap((moment) => WRITE_KINDS.map((kind): WriteFault => ({ nth, moment, kind }))),
  )
  return faults.map((fault) => ({
    title: `${command.name} · write of the state #${fault.nth} · ${fault.moment} · ${fault.kind}`,
    row: `${command.name}: state.json`,
    column: `${fault.moment} ${fault.kind}`,
    play: (place, recording, until) => played({ place, recording, until }, command.name, strikeWrite(fault)),
  }))
}

/** Strikes in that command; null: it did not come to that. */
type Strike = (place: Place, command: Recorded) => Promise<Ended | null>

interface Scene {
  readonly place: Place
  readonly recording: Recording
  readonly until: Until
}

async function played({ place, recording, until }: Scene, name: string, strike: Strike) {
  const command = commandOf(recording, name)
  await restore(place, command.before)
  const ended = await strike(place, command)
  if (ended === null) return ['it did not come to that this time']
  return await afterTrouble(place, recording, command, ended, until)
}

const strikeWrite =
  (write: WriteFault): Strike =>
  async (place, { args }) => {
    place.proxy.expect(null)
    const ended = await runLab(place, args, { write })
    return ended.writes < write.nth ? null : ended
  }

const strikeCall =
  (death: CallDeath): Strike =>
  async (place, { args }) => {
    const dies = { kill: (): void => undefined }
    const fails = async (exchange: Exchange) => {
      if (death.kind === 'SIGKILL') return dies.kill()
      if (death.kind === 'cloud killed') await killCloud(place)
      exchange.cut()
    }
    place.proxy.expect(faultOf(place, death, fails))
    place.proxy.tripwire = { file: armedFile(place), strike: fails }
    const running = startLab(place, args, { kind: death.kind })
    dies.kill = running.kill
    const ended = await running.ended
    return place.proxy.struck ? ended : null
  }

function faultOf(place: Place, death: CallDeath, fails: (exchange: Exchange) => Promise<void>): Fault {
  return {
    hits: ({ name }, nth) => name === death.name && nth === death.nth,
    attempts: 'all',
    async strike(exchange) {
      if (death.moment === 'unsent') return await fails(exchange)
      const answer = await exchange.forward()
      if (death.moment === 'unanswered') return await fails(exchange)
      writeFileSync(armedFile(place), '')
      exchange.answer(answer)
    },
  }
}

export async function killCloud({ lab }: Place): Promise<void> {
  const status = await cloudStatus(join(lab, 'cloud'))
  if (status.kind === 'running') killIfThere(status.facts.pid)
}
