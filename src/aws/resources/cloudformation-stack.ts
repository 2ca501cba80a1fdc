import * as v from 'valibot'
import { type ChangeSet, executeChanges } from '../application/change-set.js'
import { deleteStack, settledStack, stackReady } from '../application/follow-stack.js'
import { applicationHourUsd } from '../application/running-cost.js'
import { findStack, type Stack } from '../application/stack.js'
import { NONE, resource, type There } from './resource.js'

const INTENT = v.object({ name: v.string(), lab: v.string() })
type Intent = v.InferOutput<typeof INTENT>

interface Proposal {
  /** The change set that makes it; null: it is there, and stays as it is. */
  readonly proposed: ChangeSet | null
}

/** The application that `lab app` deploys; its details are the stack's outputs. Beside the course: no reset undoes it. */
export const cloudFormationStack = resource<Intent, Intent & Proposal, Stack>({
  type: 'cloudformation-stack',
  intent: INTENT,
  undo: 'delete',
  running: (_intent, prices) => ({ what: 'cloudformation-stack', hourlyUsd: applicationHourUsd(prices) }),
  find: async ({ aws, intent }) => madeBy(intent.lab, await findStack(aws, intent.name)),
  // What was only proposed is not made yet.
  matches: ({ proposed }, { phase }) =>
    proposed !== null && phase === 'proposed' ? 'outdated' : 'as-wanted',
  create: async ({ aws, wanted: { proposed } }) => {
    if (proposed === null) throw new Error('Nothing was proposed')
    await executeChanges(aws, proposed)
    return { id: proposed.stackId, details: {} }
  },
  ready: async ({ aws, wanted, id, report }) => {
    if (wanted.proposed === null) return
    await settledStack(aws, id, report)
    await stackReady(aws, id, report)
  },
  remains: async ({ aws, intent, row }) =>
    row.id === null ? null : madeBy(intent.lab, await findStack(aws, row.id)),
  remove: async ({ aws, id, report }) => {
    await deleteStack(aws, id, report)
    return { kind: 'removed' }
  },
  describe: ({ name }) => ({
    en: `the application (CloudFormation stack ${name})`,
    ko: `애플리케이션(CloudFormation 스택 ${name})`,
  }),
})

function madeBy(lab: string, stack: Stack | null): There<Stack> {
  if (stack === null) return NONE
  return { kind: stack.labId === lab ? 'ours' : 'foreign', id: stack.id, details: stack.outputs, live: stack }
}
