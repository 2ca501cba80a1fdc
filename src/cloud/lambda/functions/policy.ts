import type { PolicyState, PolicyStatement } from './function-state.js'

/** A service that invokes on its own behalf, for one of its resources. */
export interface Source {
  readonly service: string
  /** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`. */
  readonly arn: string
  readonly account: string
}

/** Whether a resource policy lets that service invoke what it belongs to. */
export function permits(policy: PolicyState | undefined, source: Source): boolean {
  return policy?.statements.some((statement) => allows(statement, source)) ?? false
}

function allows({ Action, Principal, Condition = {} }: PolicyStatement, source: Source): boolean {
  if (!ACTIONS.has(Action)) return false
  const isMeant = Principal === '*' || ('Service' in Principal && Principal.Service === source.service)
  return isMeant && Object.entries(Condition).every(([operator, keys]) => holds(operator, keys, source))
}

const ACTIONS = new Set(['lambda:InvokeFunction', 'lambda:*', '*'])

/** The two operators that AddPermission writes. */
function holds(operator: string, keys: Readonly<Record<string, string>>, source: Source): boolean {
  return Object.entries(keys).every(([key, wanted]) => {
    const actual = VALUES[key.toLowerCase()]?.(source)
    if (actual === undefined) return false
    return operator === 'ArnLike' ? isLike(actual, wanted) : actual === wanted
  })
}

const VALUES: Readonly<Record<string, (source: Source) => string>> = {
  'aws:sourcearn': ({ arn }) => arn,
  'aws:sourceaccount': ({ account }) => account,
}

/** Each of an ARN's six parts by itself; a star stands for anything within its part, slashes too. */
function isLike(arn: string, pattern: string): boolean {
  const [parts, wanted] = [partsOf(arn), partsOf(pattern)]
  return wanted.length === parts.length && wanted.every((want, at) => globOf(want).test(parts[at] ?? ''))
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`)
}
