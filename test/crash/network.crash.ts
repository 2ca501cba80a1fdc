import { afterAll, describe, expect, test } from 'vitest'
import { afterTrouble } from './harness/judge.js'
import { NETWORK_FAULTS, noAnswer } from './harness/network-faults.js'
import { newPlace, removePlace, restore, runLab } from './harness/place.js'
import { record } from './harness/recording.js'

const place = await newPlace()
const recording = await record(place)
afterAll(() => removePlace(place))

describe('a network in trouble', () => {
  const cells = recording.commands.flatMap((command) =>
    Object.entries(NETWORK_FAULTS).map(([name, strike]) => ({
      command,
      name,
      strike,
      title: `${command.name} · ${name}`,
    })),
  )
  test.for(cells)('$title: every call’s first attempt', async ({ command, strike }) => {
    await restore(place, command.before)
    place.proxy.expect({ hits: () => true, attempts: 'first', strike })
    const ended = await runLab(place, command.args)
    expect(await afterTrouble(place, recording, command, ended)).toEqual([])
  })

  // One permanent trouble for each call, in turn: all of them for all calls would take hours.
  const faults = Object.entries(NETWORK_FAULTS).filter(([name]) => name !== 'slow answer')
  const permanent = recording.commands
    .flatMap((command) =>
      [...new Set([...command.changes, ...command.reads])].map((call) => ({ command, call })),
    )
    .map(({ command, call }, index) => {
      const [name = '', strike = noAnswer] = faults[index % faults.length] ?? []
      return { command, call, strike, title: `${command.name} · ${call} · ${name}` }
    })
  test.for(permanent)('$title: every attempt', async ({ command, call, strike }) => {
    await restore(place, command.before)
    place.proxy.expect({ hits: ({ name }) => name === call, attempts: 'all', strike })
    const ended = await runLab(place, command.args)
    expect(await afterTrouble(place, recording, command, ended)).toEqual([])
  })

  const changing = recording.commands.flatMap((command) =>
    [...new Set(command.changes)].map((call) => ({ command, call, title: `${command.name} · ${call}` })),
  )
  test.for(changing)('$title: done, and never answered', async ({ command, call }) => {
    await restore(place, command.before)
    place.proxy.expect({ hits: ({ name }) => name === call, attempts: 'first', strike: noAnswer })
    const ended = await runLab(place, command.args)
    expect(await afterTrouble(place, recording, command, ended)).toEqual([])
  })
})
