import * as v from 'valibot'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'

/** A statement of an alias's resource policy that lets one API call it. */
export interface Permission {
  readonly functionName: string
  readonly alias: string
  readonly statementId: string
}

export async function hasPermission(
  aws: Aws,
  { functionName, alias, statementId }: Permission,
): Promise<boolean> {
  const lambda = await aws.lambda()
  try {
    const { Policy = '{}' } = await lambda.getPolicy({ FunctionName: functionName, Qualifier: alias })
    return v.parse(POLICY, JSON.parse(Policy)).Statement.some(({ Sid }) => Sid === statementId)
  } catch (thrown) {
    if (awsErrorName(thrown) === 'ResourceNotFoundException') return false
    throw thrown
  }
}

const POLICY = v.object({ Statement: v.optional(v.array(v.object({ Sid: v.optional(v.string()) })), []) })

/** `sourceArn`: the method of the API that may call it, in any stage. There already is success: the answer to the first attempt may have been lost. */
export async function addPermission(aws: Aws, permission: Permission, sourceArn: string): Promise<void> {
  const lambda = await aws.lambda()
  const statement = {
    FunctionName: permission.functionName,
    Qualifier: permission.alias,
    StatementId: permission.statementId,
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: sourceArn,
  }
  await lambda.addPermission(statement).catch(async (thrown: unknown) => {
    // Also the name for a function that is being changed.
    const isConflict = awsErrorName(thrown) === 'ResourceConflictException'
    if (!isConflict || !(await hasPermission(aws, permission))) throw thrown
  })
}

/** Not there is success. */
export async function removePermission(aws: Aws, permission: Permission): Promise<void> {
  const lambda = await aws.lambda()
  const { functionName, alias, statementId } = permission
  await lambda
    .removePermission({ FunctionName: functionName, Qualifier: alias, StatementId: statementId })
    .catch((thrown: unknown) => {
      if (awsErrorName(thrown) !== 'ResourceNotFoundException') throw thrown
    })
}
