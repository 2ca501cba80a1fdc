import type { StackEvent } from '@aws-sdk/client-cloudformation'
import type { Text } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { pages } from '../client/pages.js'
import { waitUntil } from '../client/wait.js'
import { type Failure, stackFailed } from './stack-trouble.js'
import { findStack, type Stack } from './stack.js'

type ReportProgress = (line: Text) => void

/** RDS and its proxy take most of it. */
const LONGEST_SECONDS = 5_400

/** Resolves when CloudFormation has come to an end with it; null: it is gone. Tells meanwhile what is being worked on. */
export async function settledStack(aws: Aws, id: string, report: ReportProgress): Promise<Stack | null> {
  const settled = await waitUntil<{ readonly stack: Stack | null }>({
    waitingFor: { en: 'CloudFormation', ko: 'CloudFormation 작업 완료 대기' },
    seconds: LONGEST_SECONDS,
    signal: aws.signal,
    look: async () => {
      const stack = await findStack(aws, id)
      if (stack === null || stack.phase !== 'busy') return { stack }
      report(await progressOf(aws, id))
      return null
    },
  })
  return settled.stack
}

/** Resolves when it is complete; throws with the reasons of the resources that failed, where CloudFormation undid it. */
export async function stackReady(aws: Aws, id: string, report: ReportProgress): Promise<Stack> {
  const stack = await settledStack(aws, id, report)
  const undone = stack?.status === 'UPDATE_ROLLBACK_COMPLETE'
  if (stack?.phase === 'ready' && !undone) return stack
  throw stackFailed('deploy', stack, await failuresOf(aws, id))
}

/** Deletes it and all in it, and resolves when it is gone. Safe to call again at any point. */
export async function deleteStack(aws: Aws, id: string, report: ReportProgress): Promise<void> {
  const formation = await aws.cloudFormation()
  const before = await settledStack(aws, id, report)
  if (before === null) return
  await formation.deleteStack({ StackName: id })
  const after = await settledStack(aws, id, report)
  if (after !== null) throw stackFailed('delete', after, await failuresOf(aws, id))
}

/** Finishes the way back that an update could not go, so that the stack can be used again. */
export async function unstickStack(aws: Aws, id: string, report: ReportProgress): Promise<void> {
  const formation = await aws.cloudFormation()
  await formation.continueUpdateRollback({ StackName: id })
  await settledStack(aws, id, report)
}

async function progressOf(aws: Aws, id: string): Promise<Text> {
  const formation = await aws.cloudFormation()
  const { StackResources = [] } = await formation.describeStackResources({ StackName: id })
  const done = StackResources.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_COMPLETE')).length
  const busy = StackResources.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_IN_PROGRESS'))
  const names = busy.map(({ LogicalResourceId }) => LogicalResourceId ?? '').slice(0, 4)
  const at = names.length === 0 ? '' : `: ${names.join(', ')}`
  return {
    en: `${done} of ${StackResources.length} done${at}`,
    ko: `${StackResources.length}개 중 ${done}개 완료${at}`,
  }
}

/** What is in it, in the order in which it was made. */
export async function stackResources(aws: Aws, id: string): Promise<readonly Omit<Failure, 'reason'>[]> {
  const formation = await aws.cloudFormation()
  const { StackResources = [] } = await formation.describeStackResources({ StackName: id })
  return StackResources.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE').map(
    ({ LogicalResourceId = '', ResourceType = '' }) => ({ name: LogicalResourceId, type: ResourceType }),
  )
}

/** What failed by itself since CloudFormation was last told to do something, first things first; what was cancelled for it is not named. */
async function failuresOf(aws: Aws, id: string): Promise<readonly Failure[]> {
  const formation = await aws.cloudFormation()
  const events: StackEvent[] = []
  const listed = pages(
    (NextToken) => formation.describeStackEvents({ StackName: id, NextToken }),
    ({ NextToken }) => NextToken,
  )
  for await (const { StackEvents: found = [] } of listed) {
    const begin = found.findIndex(isBeginning)
    events.push(...(begin < 0 ? found : found.slice(0, begin)))
    if (begin >= 0) break
  }
  return events
    .toReversed()
    .filter(({ ResourceStatus, PhysicalResourceId, StackId }) =>
      ResourceStatus?.endsWith('_FAILED') ? PhysicalResourceId !== StackId : false,
    )
    .map(({ LogicalResourceId = '', ResourceType = '', ResourceStatusReason = '' }) => ({
      name: LogicalResourceId,
      type: ResourceType,
      reason: ResourceStatusReason,
    }))
    .filter(({ reason }) => !/cancelled/i.test(reason))
}

function isBeginning({
  ResourceStatus,
  ResourceStatusReason,
  PhysicalResourceId,
  StackId,
}: StackEvent): boolean {
  return (
    PhysicalResourceId === StackId &&
    ResourceStatusReason === 'User Initiated' &&
    /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(ResourceStatus ?? '')
  )
}
