import * as v from 'valibot'
import type { Text } from '../../system/text.js'
import type { Gateway } from '../api-gateway/gateway.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { ALIAS_ROUTING, type AliasRouting } from './alias-routing.js'
import { aliasesOfLabs } from './function-alias.js'
import { NONE, resource, there } from './resource.js'
import { orNothing, routingLeft } from './routing-left.js'
import { unlessCalled } from './still-called.js'

/** `sourceArn`: the method that may call it. */
type Wanted = AliasRouting & { readonly sourceArn: string }

/**
 * The API's permission to call the lab's alias; its id is the statement's. The function's own policy is not the alias's: without this the
 * API would answer 500.
 */
export const functionPermission = resource<AliasRouting, Wanted>({
  type: 'function-permission',
  intent: ALIAS_ROUTING,
  undo: 'delete',
  running: 'free',
  find: async ({ aws, intent }) =>
    (await hasPermission(aws, permissionFor(intent))) ? there('ours', intent.lab) : NONE,
  create: async ({ aws, wanted }) => {
    await addPermission(aws, permissionFor(wanted), wanted.sourceArn)
    return { id: wanted.lab, details: {} }
  },
  remove: (look) => unlessCalled(look, () => removePermission(look.aws, permissionFor(look.intent))),
  describe: ({ function: name, lab }) => says(name, lab),
  tagged: async (aws, labId) => {
    const name = aws.access.names.function
    const aliases = await orNothing(aliasesOfLabs(aws, name, labId))
    const found = await Promise.all(
      aliases.map(async ({ lab }) =>
        (await hasPermission(aws, permissionFor({ function: name, lab })))
          ? [{ id: lab, labId: lab, intent: await routingLeft(aws, lab), what: says(name, lab) }]
          : [],
      ),
    )
    return found.flat()
  },
})

/** The method that may call the alias, in any stage: `arn:aws:execute-api:REGION:ACCOUNT:API` and then stage, method and path. */
export function sourceArn(functionArn: string, { apiId, path, method }: Gateway): string {
  const [, partition = 'aws', , region = '', account = ''] = functionArn.split(':')
  const verb = method.httpMethod === 'ANY' ? '*' : method.httpMethod
  return `arn:${partition}:execute-api:${region}:${account}:${apiId}/*/${verb}${path.replaceAll(/\{[^}]*\}/g, '*')}`
}

const says = (name: string, alias: string): Text => ({
  en: `the API's permission to call ${name}:${alias}`,
  ko: `API가 ${name}:${alias}을(를) 호출할 수 있는 권한`,
})

/** A statement of an alias's resource policy that lets one API call it. */
interface Permission {
  readonly functionName: string
  readonly alias: string
  readonly statementId: string
}

/** Both are called as the lab. */
const permissionFor = ({ function: name, lab }: Pick<AliasRouting, 'function' | 'lab'>): Permission => ({
  functionName: name,
  alias: lab,
  statementId: lab,
})

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
async function removePermission(aws: Aws, permission: Permission): Promise<void> {
  const lambda = await aws.lambda()
  const { functionName, alias, statementId } = permission
  await lambda
    .removePermission({ FunctionName: functionName, Qualifier: alias, StatementId: statementId })
    .catch((thrown: unknown) => {
      if (awsErrorName(thrown) !== 'ResourceNotFoundException') throw thrown
    })
}
