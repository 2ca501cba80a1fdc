import { describe, expect, test } from 'vitest'
import { adoptAndReset } from '../../../src/core/engine/adopt.js'
import { dryReset, reset } from '../../../src/core/engine/reset.js'
import { runAll, runNext } from '../../../src/core/engine/run.js'
import { statusOf } from '../../../src/core/engine/status.js'
import { stopIfInterrupted } from '../../../src/core/interruption.js'
import { APPLICATION } from '../../../src/core/ledger.js'
import { sampleRow } from '../samples.js'
import { type Place, command, newDisk, textsOf } from '../command.js'
import { making } from '../workshop.js'
import { World } from '../world.js'

async function finished(): Promise<Place> {
  const place = { world: new World(), disk: newDisk() }
  await runAll(command(place).lab)
  place.world.changes.length = 0
  return place
}

describe('lab reset', () => {
  test('undoes everything newest first, restores the code, and forgets the lab', async () => {
    const place = await finished()
    const { lab, told, confirmed } = command(place)
    expect(await reset(lab, null)).toMatchObject({ kind: 'reset', whole: true })
    expect(place.world.changes).toEqual(['remove code', 'remove shell', 'remove page', 'remove locust'])
    expect(place.world.code).toBe('original')
    expect(place.world.ours()).toEqual([])
    expect(place.disk.state).toBeNull()
    expect(confirmed()).toBe(1)
    expect(textsOf(told)).toContain('found nothing left')
  })

  test.each(['after a reset', 'by the same command again'])(
    'undoes what was made on another host before what that host stands on: chosen %s',
    async (how) => {
      const place = { world: new World(), disk: newDisk() }
      const on = (...things: Parameters<typeof making>[2]) => ({
        ...command(place).lab,
        course: { steps: [making(place.world, 'environment', things)] },
      })
      const closed = on({ type: 'cloud9-environment', name: 'host' })
      const open = on({ type: 'security-group', name: 'group' }, { type: 'ec2-instance', name: 'host' })
      place.world.refused.add('host')
      await expect(runNext(closed)).rejects.toThrow('refused')
      place.world.refused.clear()
      if (how === 'after a reset') await reset(closed, 'environment')
      await runNext(open)
      place.world.changes.length = 0
      await reset(open, null)
      expect(place.world.changes).toEqual(['remove host', 'remove group'])
    },
  )

  test('leaves the application to its own command, and the lab with it', async () => {
    const place = await finished()
    const { state } = place.disk
    if (state === null) throw new Error('no state')
    const application = {
      ...sampleRow(),
      key: APPLICATION,
      step: APPLICATION,
      type: 'cloudformation-stack',
    } as const
    place.disk.state = { ...state, rows: [application, ...state.rows] }
    await reset(command(place).lab, null)
    expect(place.world.ours()).toEqual([])
    const left = place.disk.state
    expect(left?.steps).toEqual({})
    expect(left?.rows.filter(({ status }) => status !== 'gone')).toEqual([application])
    expect(await reset(command(place).lab, null)).toEqual({ kind: 'nothing' })
  })

  test('has written down what it is deleting before it deletes it', async () => {
    const place = await finished()
    const { lab } = command(place)
    const statuses: unknown[] = []
    place.world.beforeRemoval = (name) =>
      statuses.push(place.disk.state?.rows.find(({ key }) => key === name)?.status)
    await reset(lab, null)
    expect(statuses).toEqual(['deleting', 'deleting', 'deleting', 'deleting'])
  })

  test('lists beforehand what it deletes, what it restores and what it leaves', async () => {
    const place = { world: new World(), disk: newDisk() }
    place.world.plant('ingress-rule', 'page')
    await runAll(command(place).lab)
    const { lab, told } = command(place)
    const before = structuredClone(place.disk)
    await dryReset(lab, null)
    expect(told).toMatchObject([
      {
        kind: 'plan',
        plan: {
          items: [
            { op: 'restore', what: { en: 'function-code code' } },
            { op: 'delete', what: { en: 'ingress-rule shell' } },
            { op: 'exists', what: { en: 'ingress-rule page' } },
            { op: 'delete', what: { en: 'cloud9-environment locust' } },
          ],
        },
      },
    ])
    expect(place.disk).toEqual(before)
  })

  test('never touches what the lab did not create', async () => {
    const place = { world: new World(), disk: newDisk() }
    place.world.plant('ingress-rule', 'page')
    const [planted] = place.world.things
    await runAll(command(place).lab)
    await reset(command(place).lab, null)
    expect(place.world.things).toEqual([planted])
    expect(place.world.changes).not.toContain('remove page')
  })

  test('takes the later steps with the one that is named, and says so', async () => {
    const place = await finished()
    const { lab, told } = command(place)
    expect(await reset(lab, 'security-group')).toEqual({
      kind: 'reset',
      steps: ['security-group', 'code-optimization'],
      whole: false,
    })
    expect(JSON.stringify(told)).toContain('Later steps build on security-group')
    expect(place.world.ours().map(({ name }) => name)).toEqual(['locust'])
    expect(Object.keys(place.disk.state?.steps ?? {})).toEqual(['environment'])
    expect(Object.keys(place.disk.state?.records ?? {})).toEqual(['environment'])
    expect(await runNext(command(place).lab)).toMatchObject({ step: 'security-group' })
  })

  test('goes on past what fails, keeps its row, ends with exit 5, and succeeds when repeated', async () => {
    const place = await finished()
    place.world.stuck.add('shell')
    const { lab, told } = command(place)
    await expect(reset(lab, null)).rejects.toMatchObject({
      code: 'left',
      exit: 'left',
      what: { en: '1 could not be undone: ingress-rule shell.' },
      next: { en: 'To try again, type: lab reset' },
    })
    expect(told.find(({ kind }) => kind === 'failure')).toMatchObject({
      error: { message: 'shell is in use' },
    })
    expect(place.world.ours().map(({ name }) => name)).toEqual(['shell'])
    expect(place.disk.state?.rows.filter(({ status }) => status !== 'gone')).toMatchObject([{ key: 'shell' }])
    expect(Object.keys(place.disk.state?.steps ?? {})).toEqual(['security-group'])

    place.world.stuck.clear()
    expect(await reset(command(place).lab, null)).toMatchObject({ whole: true })
    expect(place.world.ours()).toEqual([])
  })

  test('leaves code that somebody else changed, says why, and names the way on', async () => {
    const place = await finished()
    place.world.code = 'of somebody else'
    await expect(reset(command(place).lab, null)).rejects.toMatchObject({
      exit: 'left',
      next: { en: 'lab reset --force' },
    })
    expect(place.world.code).toBe('of somebody else')
    expect(place.world.ours()).toEqual([])
  })

  test('names what carries its tag and is in no list, and the command that undoes it', async () => {
    const place = await finished()
    const labId = place.disk.state?.lab ?? ''
    place.world.create('ingress-rule', 'stray', { token: 'stray', tags: { 'serverless-load-lab': labId } })
    const { lab, told } = command(place)
    await expect(reset(lab, null)).rejects.toMatchObject({
      code: 'left',
      next: { en: expect.stringContaining('lab reset --adopt') },
    })
    expect(textsOf(told)).toContain('Still there: stray (ingress-rule stray-')
    expect(place.disk.state).not.toBeNull()
    await adoptAndReset(command(place).lab, null, 'change')
    expect(place.world.ours()).toEqual([])
  })

  test('does not call anything proved when the search itself fails', async () => {
    const place = await finished()
    const { lab } = command(place)
    const blind = {
      ...lab,
      connect: async (how: Parameters<typeof lab.connect>[0]) => ({
        ...(await lab.connect(how)),
        sweep: () => Promise.reject(new Error('no network')),
      }),
    }
    await expect(reset(blind, null)).rejects.toMatchObject({ exit: 'left' })
    expect(place.disk.state).not.toBeNull()
  })

  test('stops between two rows when it is interrupted, and can be repeated', async () => {
    const place = await finished()
    const interrupt = new AbortController()
    const { lab } = command(place, Infinity, { signal: interrupt.signal })
    const ui = { ...lab.ui, confirm: async () => interrupt.abort() }
    await expect(reset({ ...lab, ui }, 'environment')).rejects.toMatchObject({ exit: 'interrupted' })
    expect(place.world.changes).toEqual([])
    expect(await reset(command(place).lab, null)).toMatchObject({ whole: true })
  })

  test.each(['a row', 'the search'])('stops in %s when it waits there and is interrupted', async (where) => {
    const place = await finished()
    const interrupt = new AbortController()
    const { lab } = command(place, Infinity, { signal: interrupt.signal })
    const wait = () => {
      interrupt.abort()
      stopIfInterrupted(interrupt.signal)
    }
    const searching = {
      ...lab,
      connect: async (how: Parameters<typeof lab.connect>[0]) => ({
        ...(await lab.connect(how)),
        sweep: async () => {
          wait()
          return []
        },
      }),
    }
    if (where === 'a row') place.world.beforeRemoval = wait
    await expect(reset(where === 'a row' ? lab : searching, null)).rejects.toMatchObject({
      code: 'interrupted',
    })
    place.world.beforeRemoval = () => undefined
    expect(await reset(command(place).lab, null)).toMatchObject({ whole: true })
    expect(place.world.ours()).toEqual([])
  })

  test('says that there is nothing to undo, without reaching for a target', async () => {
    const { lab, told } = command({ world: new World(), disk: newDisk() })
    const alone = { ...lab, connect: () => Promise.reject(new Error('reached')) }
    expect(await reset(alone, null)).toEqual({ kind: 'nothing' })
    expect(textsOf(told)).toContain('nothing to undo')
  })

  test('refuses a step that the course does not have, naming those it has', async () => {
    const place = await finished()
    await expect(reset(command(place).lab, 'toString')).rejects.toMatchObject({
      code: 'unknown-step',
      exit: 'usage',
      next: { en: 'The steps are: environment, security-group, code-optimization' },
    })
  })
})

describe('lab status', () => {
  test('calls a step interrupted that was running when its command died', async () => {
    const place = await finished()
    const { course } = command(place).lab
    const state = place.disk.state
    if (state === null) throw new Error('The lab has no state')
    const cut = {
      ...state,
      steps: { environment: { state: 'running', startedAt: '2026-01-02T03:04:05.000Z' } },
    } as const
    const holder = {
      pid: 1,
      processStart: null,
      host: 'here',
      command: 'lab run',
      since: '2026-01-02T03:04:05.000Z',
    }
    expect(statusOf(course, cut, null, [])).toMatchObject({
      next: 'environment',
      steps: [{ state: 'interrupted' }, {}, {}],
    })
    expect(statusOf(course, cut, holder, [])).toMatchObject({
      steps: [{ state: 'running' }, {}, { state: 'pending' }],
    })
  })
})
