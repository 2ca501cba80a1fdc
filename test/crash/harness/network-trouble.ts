import { type Cell, commandOf } from './cell.js'
import type { Fault } from './fault-proxy.js'
import { afterTrouble } from './judge.js'
import { NETWORK_FAULTS, noAnswer } from './network-faults.js'
import { restore, runLab } from './place.js'
import type { Recorded, Recording } from './recording.js'

/** Every trouble of a network, for a moment at all calls of a command; and for good at each call in turn. */
export function networkTroubleOf({ commands }: Recording): readonly Cell[] {
  return [
    ...commands.flatMap(passing),
    ...commands.flatMap(unanswered),
    ...commands.flatMap(callsFirstMadeIn).map(({ command, call }, index) => lasting(command, call, index)),
  ]
}

/** What changes something; and of what only reads, which most steps do alike, what no earlier command called. */
function callsFirstMadeIn(command: Recorded, index: number, commands: readonly Recorded[]) {
  const earlier = new Set(commands.slice(0, index).flatMap(({ reads }) => reads))
  const calls = distinct([...command.changes, ...command.reads.filter((call) => !earlier.has(call))])
  return calls.map((call) => ({ command, call }))
}

/** Each call's first attempt. */
const passing = (command: Recorded): readonly Cell[] =>
  Object.entries(NETWORK_FAULTS).map(([name, strike]) =>
    cellOf(command, 'every call', `once: ${name}`, { hits: () => true, attempts: 'first', strike }),
  )

/** Done, and never answered: the lab cannot know, and must not do it twice. */
const unanswered = (command: Recorded): readonly Cell[] =>
  distinct(command.changes).map((call) =>
    cellOf(command, call, 'once: no answer', {
      hits: ({ name }) => name === call,
      attempts: 'first',
      strike: noAnswer,
    }),
  )

/** Every attempt of one call; the troubles take turns, since all of them for all calls would take hours. */
function lasting(command: Recorded, call: string, index: number): Cell {
  const faults = Object.entries(NETWORK_FAULTS).filter(([name]) => name !== 'slow answer')
  const [name = '', strike = noAnswer] = faults[index % faults.length] ?? []
  const fault: Fault = { hits: (made) => made.name === call, attempts: 'all', strike }
  return {
    ...cellOf(command, call, `always: ${name}`, fault),
    row: `${command.name}: one call`,
    column: 'for good',
  }
}

const cellOf = (command: Recorded, call: string, trouble: string, fault: Fault): Cell => ({
  title: `${command.name} · ${call} · ${trouble}`,
  row: `${command.name}: ${call}`,
  column: trouble,
  play: async (place, recording, until) => {
    const same = commandOf(recording, command.name)
    await restore(place, same.before)
    place.proxy.expect(fault)
    const ended = await runLab(place, same.args)
    return await afterTrouble(place, recording, same, ended, until)
  },
})

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)]
