import type { Stack as Described } from '@aws-sdk/client-cloudformation'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'

/** One for an account and Region: the names in it, which the workshop gives, cannot be given twice. */
export const STACK_NAME = 'serverless-app'

/** Its value is the lab's id. Not the lab's own tag: the application outlives a reset, which searches for that. */
export const APPLICATION_TAG = 'serverless-load-lab-application'

/** The application's stack as CloudFormation tells of it. */
export interface Stack {
  readonly id: string
  readonly phase: StackPhase
  readonly status: string
  readonly reason: string | null
  /** Which lab created it; null: somebody else. */
  readonly labId: string | null
  readonly outputs: Readonly<Record<string, string>>
}

export type StackPhase =
  /** A change set waits to be executed; nothing is there yet and nothing costs. */
  | 'proposed'
  | 'busy'
  | 'ready'
  /** Its creation, or its deletion, came to nothing: it can only be deleted. */
  | 'failed'
  /** Its update failed, and so did the way back. */
  | 'stuck'

/** By name or id. null: there is none, or it was deleted. */
export async function findStack(aws: Aws, nameOrId: string = STACK_NAME): Promise<Stack | null> {
  const formation = await aws.cloudFormation()
  try {
    const { Stacks: [stack] = [] } = await formation.describeStacks({ StackName: nameOrId })
    return stack === undefined || stack.StackStatus === 'DELETE_COMPLETE' ? null : asStack(stack)
  } catch (thrown) {
    if (isAbsent(thrown)) return null
    throw thrown
  }
}

/** CloudFormation has no error of its own for it. */
function isAbsent(thrown: unknown): boolean {
  const cause = thrown instanceof Error ? thrown.cause : null
  return awsErrorName(thrown) === 'ValidationError' && /does not exist/i.test(String(cause))
}

function asStack(described: Described): Stack {
  const { StackId = '', StackStatus = '', StackStatusReason, Tags = [], Outputs = [] } = described
  return {
    id: StackId,
    phase: phaseOf(StackStatus),
    status: StackStatus,
    reason: StackStatusReason ?? null,
    labId: Tags.find(({ Key }) => Key === APPLICATION_TAG)?.Value ?? null,
    outputs: Object.fromEntries(
      Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  }
}

function phaseOf(status: string): StackPhase {
  if (status === 'REVIEW_IN_PROGRESS') return 'proposed'
  if (status.endsWith('_IN_PROGRESS')) return 'busy'
  if (status === 'UPDATE_ROLLBACK_FAILED') return 'stuck'
  return READY.has(status) ? 'ready' : 'failed'
}

/** After a failed update everything is as before it. */
const READY = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_FAILED'])
