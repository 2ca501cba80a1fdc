import type { Course, CourseStep } from '../../src/core/course.js'
import type { ResourceType } from '../../src/core/ledger.js'
import type { Step, StepContext } from '../../src/core/step.js'
import { verbatim } from '../../src/system/text.js'
import type { World } from './world.js'

interface Making {
  readonly type: ResourceType
  readonly name: string
}

/** A course of three small steps on a World, made as the real ones are: they look, plan, perform and check. */
export const courseOn = (world: World): Course => ({
  steps: [
    making(world, 'environment', [{ type: 'cloud9-environment', name: 'locust' }]),
    making(world, 'security-group', [
      { type: 'ingress-rule', name: 'page' },
      { type: 'ingress-rule', name: 'shell' },
    ]),
    making(world, 'code-optimization', [{ type: 'function-code', name: 'code' }]),
  ],
})

export function making(world: World, id: string, things: readonly Making[]): CourseStep {
  return {
    id,
    title: { en: `The ${id} step`, ko: `${id} 단계` },
    lead: verbatim(`It makes ${things.length}.`),
    guide: verbatim(`# The ${id} step`),
    load: async () => stepOf(world, things),
  }
}

export const stepOf = (world: World, things: readonly Making[]): Step => ({
  questions: async () => [],
  plan: async (lab) => ({
    items: things.map(({ type, name }) => ({
      op: world.find(type, name, lab.labId).kind === 'none' ? 'create' : 'keep',
      what: verbatim(name),
    })),
    warnings: [],
    shows: [],
    cost: null,
  }),
  apply: (lab) =>
    things.map((thing) => ({
      title: verbatim(`Make ${thing.name}`),
      run: async () => {
        await make(world, lab, thing)
        await lab.records.write({ made: thing.name })
      },
    })),
  async check(lab) {
    const missing = things.find(({ type, name }) => world.find(type, name, lab.labId).kind === 'none')
    if (missing === undefined) return { kind: 'holds', facts: [] }
    return { kind: 'missing', why: verbatim(`${missing.name} is not there.`) }
  },
})

const make = (world: World, lab: StepContext, { type, name }: Making) =>
  lab.ledger.ensure(world.resource(type, lab.labId), name, { name })
