import { expect, test } from 'vitest'
import { check } from '../../../src/core/engine/check.js'
import { runAll, runNext } from '../../../src/core/engine/run.js'
import { command, newDisk } from '../command.js'
import { World } from '../world.js'

test('lab check looks at every step that is done, goes on past one that cannot be looked at, and changes nothing', async () => {
  const place = { world: new World(), disk: newDisk() }
  await runAll(command(place).lab)
  place.world.things = place.world.things.filter(({ name }) => name !== 'shell')
  const before = structuredClone(place.disk)
  const { lab } = command(place)
  const [first, ...rest] = lab.course.steps
  if (first === undefined) throw new Error('The course has no steps')
  const broken = { ...first, load: () => Promise.reject(new Error('no network')) }
  expect(await check({ ...lab, course: { steps: [broken, ...rest] } })).toMatchObject([
    { id: 'environment', outcome: { kind: 'unknown', error: { message: 'no network' } } },
    { id: 'security-group', outcome: { kind: 'missing', why: { en: 'shell is not there.' } } },
    { id: 'code-optimization', outcome: { kind: 'holds' } },
  ])
  expect(place.disk).toEqual(before)
})

test('lab check calls what was not done yet pending, and reaches for no target where nothing was', async () => {
  const place = { world: new World(), disk: newDisk() }
  const { lab } = command(place)
  const fresh = await check({ ...lab, connect: () => Promise.reject(new Error('reached')) })
  expect(fresh.map(({ outcome }) => outcome.kind)).toEqual(['pending', 'pending', 'pending'])
  await runNext(command(place).lab)
  const begun = await check(command(place).lab)
  expect(begun.map(({ outcome }) => outcome.kind)).toEqual(['holds', 'pending', 'pending'])
})
