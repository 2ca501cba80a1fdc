import { describe, expect, test } from 'vitest'
import { adoptAndReset } from '../../../src/core/engine/adopt.js'
import type { Lab } from '../../../src/core/engine/lab.js'
import { runAll, runNext } from '../../../src/core/engine/run.js'
import { LAB_TAG } from '../../../src/core/ledger.js'
import type { Question } from '../../../src/core/question.js'
import { command, newDisk, type Place, textsOf } from '../command.js'
import { World } from '../world.js'

describe('a reset that adopts', () => {
  test('deletes what a lab left whose state was lost, and nothing else', async () => {
    const place = await abandoned()
    place.world.plant('ingress-rule', 'of somebody else')
    const { lab, confirmed } = command(place)
    await expect(adoptAndReset(lab, null, 'change')).resolves.toMatchObject({ kind: 'reset', whole: true })
    expect(confirmed()).toBe(1)
    expect(place.world.things.map(({ name }) => name)).toEqual(['of somebody else'])
  })

  test('goes on after a crash anywhere, as any reset does', async () => {
    for (let diesAt = 1; ; diesAt += 1) {
      const place = await abandoned()
      const { lab, died } = command(place, diesAt)
      await adoptAndReset(lab, null, 'change').catch(() => undefined)
      if (!died()) return
      await adoptAndReset(command(place).lab, null, 'change')
      expect(place.world.ours(), `died at ${diesAt}`).toEqual([])
    }
  })

  test('asks which lab where several left something, and then takes that one only', async () => {
    const place = await abandoned()
    const [first] = place.world.ours()
    leave(place, 'of a colleague', 'lab-c0113a9e0000')
    await expect(adoptAndReset(command(place).lab, null, 'change')).rejects.toMatchObject({
      code: 'several-labs',
      exit: 'usage',
      why: { en: expect.stringContaining(first?.labId ?? 'none') },
    })
    await adoptAndReset(command(place).lab, first?.labId ?? '', 'change')
    expect(place.world.ours().map(({ name }) => name)).toEqual(['of a colleague'])
  })

  test('has the only lab’s id typed in an account, where it may be a colleague’s, unless it was named', async () => {
    const place = await abandoned()
    const { things } = place.world
    const owner = things[0]?.labId ?? 'none'
    const { lab, told } = command(place)
    const asked: Question[] = []
    const onAccount: Lab = {
      ...lab,
      ui: {
        ...lab.ui,
        ask: async (questions) => {
          asked.push(...questions)
          throw new Error('not typed')
        },
      },
      connect: async (how) => {
        const connection = await lab.connect(how)
        const target = { ...connection.access.target, kind: 'aws', endpoint: null } as const
        return { ...connection, access: { ...connection.access, target } }
      },
    }
    await expect(adoptAndReset(onAccount, null, 'change')).rejects.toThrow('not typed')
    expect(asked).toMatchObject([{ kind: 'phrase', name: 'adopt', phrase: owner }])
    expect(told).toMatchObject([
      { kind: 'plan', plan: { warnings: [{ en: expect.stringContaining(owner) }] } },
    ])
    expect(place.world.things).toEqual(things)
    await adoptAndReset(onAccount, owner, 'change')
    expect(place.world.ours()).toEqual([])
  })

  test('says so where nobody left anything, and does not ask', async () => {
    const place: Place = { world: new World(), disk: newDisk() }
    const { lab, told, confirmed } = command(place)
    await expect(adoptAndReset(lab, null, 'change')).resolves.toEqual({ kind: 'nothing' })
    expect(textsOf(told)).toContain('Nothing in account 123456789012')
    expect(confirmed()).toBe(0)
    expect(place.disk.writes).toBe(0)
  })

  test('adds to a state that is there what it does not list, and refuses another lab’s', async () => {
    const place: Place = { world: new World(), disk: newDisk() }
    await runNext(command(place).lab)
    leave(place, 'stray', place.disk.state?.lab ?? '')
    await expect(adoptAndReset(command(place).lab, 'lab-c0113a9e0000', 'change')).rejects.toMatchObject({
      code: 'folder-of-another-lab',
    })
    await adoptAndReset(command(place).lab, null, 'change')
    expect(place.world.ours()).toEqual([])
  })

  test('only shows what it would delete when it is a rehearsal', async () => {
    const place = await abandoned()
    const before = place.world.things
    const { lab, told } = command(place)
    await adoptAndReset(lab, null, 'rehearse')
    expect(told.map(({ kind }) => kind)).toEqual(['plan'])
    expect(place.world.things).toEqual(before)
    expect(place.disk.state).toBeNull()
  })
})

/** Something of that lab which no ledger here lists. */
function leave({ world }: Place, name: string, labId: string): void {
  world.create('ingress-rule', name, { token: name, tags: { [LAB_TAG]: labId } })
}

/** A finished lab whose state file is gone. */
async function abandoned(): Promise<Place> {
  const place: Place = { world: new World(), disk: newDisk() }
  await runAll(command(place).lab)
  place.world.code = 'original'
  place.disk.state = null
  return place
}
