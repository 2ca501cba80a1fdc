import { describe, expect, test } from 'vitest'
import { dryRun, runAll, runNext } from '../../../src/core/engine/run.js'
import { type Step } from '../../../src/core/step.js'
import { verbatim } from '../../../src/system/text.js'
import { type Place, access, command, newDisk, textsOf } from '../command.js'
import { stepOf } from '../workshop.js'
import { World } from '../world.js'

const newPlace = (): Place => ({ world: new World(), disk: newDisk() })

describe('lab next', () => {
  test('explains the step, shows the plan, asks, does it, proves it and names the next command', async () => {
    const place = newPlace()
    const { lab, told, confirmed } = command(place)
    expect(await runNext(lab)).toEqual({ kind: 'done', step: 'environment', next: 'security-group' })
    expect(told.map(({ kind }) => kind)).toEqual(['step-begins', 'plan', 'success', 'next'])
    expect(told[0]).toMatchObject({ title: 'The environment step', lead: 'It makes 1.', number: 1, of: 3 })
    expect(told[1]).toMatchObject({ lesson: 'environment' })
    expect(told[3]).toMatchObject({ command: 'lab next', why: { en: 'The security-group step' } })
    expect(confirmed()).toBe(1)
    expect(place.disk.state?.steps).toMatchObject({ environment: { state: 'done' } })
    expect(place.world.changes).toEqual(['create locust'])
  })

  test('ends with what was to be seen, in place of the bare facts', async () => {
    const place = newPlace()
    const { lab, told } = command(place)
    const fact = { name: verbatim('Rule'), value: verbatim('TCP 8089') }
    const module: Step = {
      ...stepOf(place.world, []),
      check: async () => ({ kind: 'holds', facts: [fact] }),
    }
    const seeing: Step = {
      ...module,
      seen: async (_lab, facts) => [
        { kind: 'text', text: verbatim(`You saw ${facts.map(({ value }) => value.en).join()}.`) },
      ],
    }
    const [first, second, ...others] = lab.course.steps
    if (!first || !second) throw new Error('The course has no steps.')
    const steps = [{ ...first, load: async () => module }, { ...second, load: async () => seeing }, ...others]
    const shown = () => told.flatMap((message) => (message.kind === 'shown' ? [message.shown] : []))
    await runNext({ ...lab, course: { steps } })
    expect(shown()).toEqual([{ kind: 'facts', title: null, facts: [fact] }])
    await runNext({ ...lab, course: { steps } })
    expect(shown().slice(1)).toEqual([{ kind: 'text', text: verbatim('You saw TCP 8089.') }])
  })

  test('speaks the language that was asked for', async () => {
    const { lab, told } = command(newPlace(), Infinity, { lang: 'ko' })
    await runNext(lab)
    expect(told[0]).toMatchObject({ title: 'environment 단계' })
  })

  test('saves nothing when the plan is not confirmed', async () => {
    const place = newPlace()
    const { lab } = command(place)
    const refusing = { ...lab, ui: { ...lab.ui, confirm: () => Promise.reject(new Error('cancelled')) } }
    await expect(runNext(refusing)).rejects.toThrow('cancelled')
    expect(place.disk).toEqual(newDisk())
    expect(place.world.changes).toEqual([])
  })

  test('says that a finished lab is finished, without reaching for the target', async () => {
    const place = newPlace()
    await runAll(command(place).lab)
    const { lab, told } = command(place)
    const alone = { ...lab, connect: () => Promise.reject(new Error('reached')) }
    const before = structuredClone(place.disk)
    expect(await runNext(alone)).toEqual({ kind: 'finished' })
    expect(textsOf(told)).toContain('All steps are done')
    expect(place.disk).toEqual(before)
  })

  test('asks nobody about a plan that only writes into the lab’s folder', async () => {
    const place = newPlace()
    const { lab, confirmed } = withStep(place, (step) => ({
      ...step,
      plan: async () => ({
        items: [{ op: 'write', what: verbatim('report.html') }],
        warnings: [],
        shows: [],
        cost: null,
      }),
    }))
    expect(await runNext(lab)).toMatchObject({ kind: 'done', step: 'environment' })
    expect(confirmed()).toBe(0)
  })

  test('ends, once all is done, with the results and the cleaning up, each a command of its own', async () => {
    const { lab, told } = command(newPlace())
    await runAll(lab)
    expect(told.at(-1)).toMatchObject({
      kind: 'next',
      command: 'lab report',
      why: { en: 'shows the results' },
      also: { command: 'lab reset', why: { en: 'removes everything that the lab created' } },
    })
  })

  test('calls a step failed, with the reason, when its outcome cannot be seen', async () => {
    const place = newPlace()
    const { lab } = withStep(place, (step) => ({
      ...step,
      check: async () => ({ kind: 'missing', why: verbatim('locust does not answer.') }),
    }))
    await expect(runNext(lab)).rejects.toMatchObject({
      code: 'not-proven',
      why: { en: 'locust does not answer.' },
      next: { en: 'To try again, type: lab next. To undo the step: lab reset environment' },
    })
    expect(place.disk.state?.steps['environment']).toMatchObject({
      state: 'failed',
      why: { en: expect.stringContaining('locust does not answer.') },
    })
    expect(place.world.ours().map(({ name }) => name)).toEqual(['locust'])
  })

  test('goes on with a step that failed, creating nothing twice', async () => {
    const place = newPlace()
    const failing = withStep(place, (step) => ({
      ...step,
      check: () => Promise.reject(new Error('no network')),
    }))
    await expect(runNext(failing.lab)).rejects.toMatchObject({ what: { en: 'no network' } })
    expect(await runNext(command(place).lab)).toMatchObject({ kind: 'done', step: 'environment' })
    expect(place.world.changes).toEqual(['create locust'])
  })

  test('ends the request in flight when it is interrupted, saves it, and says how to go on', async () => {
    const place = newPlace()
    await runNext(command(place).lab)
    const interrupt = new AbortController()
    const { lab } = command(place, Infinity, { signal: interrupt.signal })
    const create = place.world.create.bind(place.world)
    place.world.create = (...thing) => {
      interrupt.abort()
      return create(...thing)
    }
    await expect(runNext(lab)).rejects.toMatchObject({ code: 'interrupted', exit: 'interrupted' })
    expect(place.disk.state?.steps['security-group']).toMatchObject({ state: 'interrupted' })
    expect(place.disk.state?.rows.map(({ key, status }) => `${key} ${status}`)).toEqual([
      'locust created',
      'page created',
    ])

    place.world.create = create
    const again = command(place)
    await runNext(again.lab)
    expect(textsOf(again.told)).toContain('was interrupted')
    expect(place.world.changes).toEqual(['create locust', 'create page', 'create shell'])
  })

  test('begins no further task of a step once it is interrupted', async () => {
    const place = newPlace()
    const interrupt = new AbortController()
    const { lab } = command(place, Infinity, { signal: interrupt.signal })
    const begun: string[] = []
    const step: Step = {
      ...stepOf(place.world, []),
      apply: () =>
        ['one', 'two'].map((name) => ({
          title: verbatim(name),
          run: async () => {
            begun.push(name)
            interrupt.abort()
          },
        })),
    }
    const [first, ...others] = lab.course.steps
    if (first === undefined) throw new Error('The course has no steps')
    const course = { steps: [{ ...first, load: async () => step }, ...others] }
    await expect(runNext({ ...lab, course })).rejects.toMatchObject({ code: 'interrupted' })
    expect(begun).toEqual(['one'])
  })

  test('changes nothing through the doors that plan and check are given', async () => {
    const place = newPlace()
    const { lab } = withStep(place, (step) => ({
      ...step,
      plan: async (context, answers) => {
        await context.records.write({ early: true })
        return await step.plan(context, answers)
      },
    }))
    await expect(runNext(lab)).rejects.toThrow('plan and check read')
    expect(place.disk).toEqual(newDisk())
  })
})

describe('the target of a lab', () => {
  test.each([
    { account: '999999999999' },
    { region: 'us-east-1' },
    { kind: 'aws' },
    { endpoint: null },
  ] as const)('is refused when what is reached is %o, before anything changes', async (other) => {
    const place = newPlace()
    await runNext(command(place).lab)
    const { lab } = command(place)
    const elsewhere = { ...access, target: { ...access.target, ...other } }
    const before = structuredClone(place.disk)
    await expect(
      runNext({ ...lab, connect: async (how) => ({ ...(await lab.connect(how)), access: elsewhere }) }),
    ).rejects.toMatchObject({ code: 'target-mismatch' })
    expect(place.disk).toEqual(before)
  })

  test('stays what it was at first: another --target is a usage error', async () => {
    const place = newPlace()
    await runNext(command(place).lab)
    await expect(runNext(command(place, Infinity, { target: 'aws' }).lab)).rejects.toMatchObject({
      code: 'target-fixed',
      exit: 'usage',
    })
  })

  test('may move to another port, and the state follows', async () => {
    const place = newPlace()
    await runNext(command(place).lab)
    const { lab } = command(place)
    const moved = { ...access, target: { ...access.target, endpoint: 'http://127.0.0.1:5000' } }
    await runNext({ ...lab, connect: async (how) => ({ ...(await lab.connect(how)), access: moved }) })
    expect(place.disk.state?.target).toEqual(moved.target)
  })
})

describe('the application of a lab', () => {
  test('stays the one of its first step: to name another is a usage error', async () => {
    const place = newPlace()
    const named = (name: string) => {
      const { lab } = command(place)
      const names = { ...access.names, function: name }
      const connect: typeof lab.connect = async (how) => ({
        ...(await lab.connect(how)),
        access: { ...access, names },
      })
      return { ...lab, connect }
    }
    await runNext(named('mine'))
    expect(place.disk.state?.application).toMatchObject({ function: 'mine' })
    await expect(runNext(named('yours'))).rejects.toMatchObject({ code: 'application-fixed', exit: 'usage' })
    await expect(runNext(named('mine'))).resolves.toMatchObject({ kind: 'done' })
  })
})

describe('lab next --dry-run', () => {
  test('shows the plan and what comes later, and changes neither the target nor the state', async () => {
    const place = newPlace()
    await runNext(command(place).lab)
    const before = structuredClone(place.disk)
    const { lab, told, confirmed } = command(place)
    await dryRun(lab)
    expect(told.find(({ kind }) => kind === 'plan')).toMatchObject({
      plan: { items: [{ op: 'create' }, { op: 'create' }] },
    })
    expect(textsOf(told)).toContain('Later steps: The code-optimization step')
    expect(confirmed()).toBe(0)
    expect(place.disk).toEqual(before)
    expect(place.world.changes).toEqual(['create locust'])
  })
})

/** A command whose first step is altered. */
function withStep(place: Place, alter: (step: Step) => Step): ReturnType<typeof command> {
  const made = command(place)
  const [first, ...rest] = made.lab.course.steps
  if (first === undefined) throw new Error('The course has no steps')
  const altered = { ...first, load: async () => alter(await first.load()) }
  return { ...made, lab: { ...made.lab, course: { steps: [altered, ...rest] } } }
}
