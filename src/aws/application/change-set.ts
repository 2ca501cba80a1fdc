import { LabError } from '../../core/errors.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { waitUntil } from '../client/wait.js'
import { APPLICATION_TAG, type Stack, STACK_NAME } from './stack.js'

/** What CloudFormation would do, before it is done. */
export interface ChangeSet {
  readonly id: string
  readonly stackId: string
  readonly changes: readonly Change[]
}

export interface Change {
  readonly op: 'create' | 'change' | 'delete'
  readonly name: string
  readonly type: string
}

export interface Wanted {
  readonly template: string
  readonly zones: readonly [string, string]
  readonly labId: string
}

/** Has CloudFormation work out how to come from the stack (null: none) to what is wanted. No changes: nothing is to be done. */
export async function proposeChanges(aws: Aws, stack: Stack | null, wanted: Wanted): Promise<ChangeSet> {
  const formation = await aws.cloudFormation()
  const { Id = '', StackId = '' } = await formation.createChangeSet({
    StackName: STACK_NAME,
    ChangeSetName: `lab-${crypto.randomUUID()}`,
    ChangeSetType: stack === null || stack.phase === 'proposed' ? 'CREATE' : 'UPDATE',
    TemplateBody: wanted.template,
    Parameters: [
      { ParameterKey: 'ZoneA', ParameterValue: wanted.zones[0] },
      { ParameterKey: 'ZoneC', ParameterValue: wanted.zones[1] },
    ],
    // Two roles, whose policies are in the template.
    Capabilities: ['CAPABILITY_IAM'],
    Tags: [{ Key: APPLICATION_TAG, Value: wanted.labId }],
  })
  const made = await waitUntil({
    waitingFor: { en: 'the change set', ko: '변경 세트 생성 대기' },
    seconds: 300,
    signal: aws.signal,
    look: async () => {
      const {
        Status,
        StatusReason = '',
        Changes = [],
      } = await formation.describeChangeSet({ ChangeSetName: Id })
      if (Status === 'FAILED') return { reason: StatusReason, changes: [] }
      return Status === 'CREATE_COMPLETE' ? { reason: '', changes: Changes } : null
    },
  })
  const proposed = { id: Id, stackId: StackId }
  if (made.reason !== '') {
    await withdrawChanges(aws, { ...proposed, changes: [] })
    if (!NO_CHANGES.test(made.reason)) throw notProposed(made.reason)
  }
  const changes = made.changes.flatMap(({ ResourceChange: change }): Change[] =>
    change === undefined
      ? []
      : [
          {
            op: change.Action === 'Add' ? 'create' : change.Action === 'Remove' ? 'delete' : 'change',
            name: change.LogicalResourceId ?? '',
            type: change.ResourceType ?? '',
          },
        ],
  )
  return { ...proposed, changes }
}

/** Begins it; `followStack` sees the end. */
export async function executeChanges(aws: Aws, { id }: ChangeSet): Promise<void> {
  const formation = await aws.cloudFormation()
  await formation.executeChangeSet({ ChangeSetName: id })
}

/** Nobody wanted it: it goes, and with it the empty stack that CloudFormation made to hold it. */
export async function withdrawChanges(aws: Aws, { id, stackId }: ChangeSet): Promise<void> {
  const formation = await aws.cloudFormation()
  await formation.deleteChangeSet({ ChangeSetName: id })
  const { Stacks: [stack] = [] } = await formation.describeStacks({ StackName: stackId })
  if (stack?.StackStatus === 'REVIEW_IN_PROGRESS') await formation.deleteStack({ StackName: stackId })
}

const NO_CHANGES = /didn't contain changes|no updates are to be performed/i

function notProposed(reason: string): LabError {
  return new LabError({
    code: 'change-set-failed',
    what: {
      en: 'CloudFormation could not create the change set.',
      ko: 'CloudFormation이 변경 세트를 만들지 못했습니다.',
    },
    why: verbatim(reason),
    next: {
      en: 'Nothing was created. Fix the problem that it reports, then type `lab app deploy` again.',
      ko: '만들어진 것은 없습니다. 위 내용을 해결한 뒤 `lab app deploy`를 다시 실행하세요.',
    },
  })
}
