import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import type { Caller } from '../client/identity.js'
import type { Statement } from './policy.js'

/** What IAM says of a policy's permissions for a caller. Service control policies count in it, boundaries too. */
export type Simulated =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'missing'; readonly actions: readonly string[] }
  /** The account's own root user: nothing is refused to it, and it can't be simulated. */
  | { readonly kind: 'root' }
  | { readonly kind: 'unknown'; readonly why: unknown }

/** Asks IAM whether the caller may do all that the statements allow, resource by resource. */
export async function simulate(
  aws: Aws,
  caller: Caller,
  statements: readonly Statement[],
): Promise<Simulated> {
  if (caller.arn.endsWith(':root')) return { kind: 'root' }
  try {
    const principal = await principalOf(aws, caller)
    const missing: string[] = []
    for (const statement of statements) missing.push(...(await refused(aws, principal, statement)))
    const actions = [...new Set(missing)].toSorted()
    return actions.length === 0 ? { kind: 'allowed' } : { kind: 'missing', actions }
  } catch (why) {
    return { kind: 'unknown', why }
  }
}

/** The role behind an assumed role: its path is not in the caller's own ARN. */
async function principalOf(aws: Aws, { arn, account }: Caller): Promise<string> {
  const [, RoleName] = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(arn) ?? []
  if (RoleName === undefined) return arn
  const iam = await aws.iam()
  const { Role } = await iam.getRole({ RoleName }).catch((thrown: unknown) => {
    if (awsErrorName(thrown)?.startsWith('AccessDenied') === true) return { Role: undefined }
    throw thrown
  })
  return Role?.Arn ?? `arn:aws:iam::${account}:role/${RoleName}`
}

async function refused(aws: Aws, principal: string, statement: Statement): Promise<readonly string[]> {
  const iam = await aws.iam()
  const conditions = Object.values(statement.Condition ?? {}).flatMap((keys) => Object.entries(keys))
  const variables = conditions.flatMap(([, value]) => [...value.matchAll(VARIABLE)])
  const known = [...conditions, ...variables.map(([variable, name = '']) => [name, variable] as const)]
  const context = known.map(([ContextKeyName, value]) => ({
    ContextKeyName,
    ContextKeyValues: [example(value)],
    ContextKeyType: 'string' as const,
  }))
  const { EvaluationResults = [] } = await iam.simulatePrincipalPolicy({
    PolicySourceArn: principal,
    ActionNames: [...statement.Action],
    ResourceArns: statement.Resource.map(example),
    ...(context.length > 0 && { ContextEntries: context }),
  })
  return EvaluationResults.flatMap(({ EvalActionName, EvalDecision }) =>
    EvalDecision === 'allowed' || EvalActionName === undefined ? [] : [EvalActionName],
  )
}

/** `${aws:userid}`: a key of the request's context. IAM is told an example of it as well, the same wherever it stands. */
const VARIABLE = /\$\{([^}]+)\}/g

/** Something that the pattern matches; the pattern of everything stays. */
const example = (pattern: string): string =>
  pattern === '*' ? pattern : pattern.replaceAll(VARIABLE, 'lab').replaceAll('*', 'lab')
