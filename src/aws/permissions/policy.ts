import { isDeepStrictEqual } from 'node:util'
import type { ApplicationNames } from '../../core/target.js'
import type { Condition, Permission, Scope } from './sdk-call.js'
import { SDK_CALLS } from './sdk-calls.js'

/** Whose resources: what the templates of the scopes stand for. */
export interface PolicyFor {
  readonly region: string
  /** null: any account; the policy counts only in the one that it is attached in. */
  readonly account: string | null
  readonly names: ApplicationNames
}

export interface Policy {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

export interface Statement {
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Condition
}

/**
 * The least that the steps, `lab doctor` and `lab reset` need, in a size that IAM takes as one managed policy; deploying the
 * application is an administrator's business.
 */
export function policyFor(of: PolicyFor): Policy {
  const Statement = joinedWhere(isApart, joinedWhere(haveSameActions, statementsFor(of)))
  return { Version: '2012-10-17', Statement }
}

/** The same, one for each scope. */
export function statementsFor(of: PolicyFor): readonly Statement[] {
  const needed = SDK_CALLS.filter(({ by }) => by.some((caller) => caller !== 'app')).flatMap(
    ({ needs }) => needs,
  )
  const byScope = new Map<Scope, Permission[]>()
  for (const permission of needed)
    byScope.set(permission.on, [...(byScope.get(permission.on) ?? []), permission])
  return [...byScope].map(([scope, permissions]) => statement(scope, permissions, of))
}

function statement(scope: Scope, permissions: readonly Permission[], of: PolicyFor): Statement {
  return {
    Effect: 'Allow',
    Action: [...new Set(permissions.map(({ action }) => action))].toSorted(),
    Resource: scope.resources.map((arn) => filled(arn, of)),
    ...(scope.condition && { Condition: scope.condition }),
  }
}

/** Fewer statements that allow the same: of two of one condition that `may` says so of, one. */
function joinedWhere(
  may: (one: Statement, other: Statement) => boolean,
  statements: readonly Statement[],
): readonly Statement[] {
  const fewer: Statement[] = []
  for (const next of statements) {
    const at = fewer.findIndex((one) => isDeepStrictEqual(one.Condition, next.Condition) && may(one, next))
    const one = fewer[at]
    if (one === undefined) fewer.push(next)
    else fewer[at] = joined(one, next)
  }
  return fewer
}

const haveSameActions = (one: Statement, other: Statement): boolean =>
  isDeepStrictEqual(one.Action, other.Action)

/** An action reaches resources of its own service only, so statements of different services allow the same together. */
function isApart(one: Statement, other: Statement): boolean {
  const known = servicesOf(one)
  return (
    ![...one.Resource, ...other.Resource].includes('*') &&
    servicesOf(other).every((service) => !known.includes(service))
  )
}

const servicesOf = ({ Action, Resource }: Statement): readonly string[] => [
  ...Action.map((action) => action.split(':')[0] ?? ''),
  ...Resource.map((arn) => arn.split(':')[2] ?? ''),
]

const joined = (one: Statement, other: Statement): Statement => ({
  ...one,
  Action: [...new Set([...one.Action, ...other.Action])],
  Resource: [...new Set([...one.Resource, ...other.Resource])],
})

function filled(arn: string, { region, account, names }: PolicyFor): string {
  const values: Readonly<Record<string, string>> = {
    region,
    account: account ?? '*',
    function: names.function.split(':').at(-1) ?? names.function,
    secret: names.secret,
  }
  return arn.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '*')
}
