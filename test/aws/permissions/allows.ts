import type { Policy } from '../../../src/aws/permissions/policy.js'

/** What IAM would say: whether the policy allows a request, by its action, its resource and the keys of its context. */
export function allows(
  policy: Policy,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): boolean {
  return policy.Statement.some(
    ({ Action, Resource, Condition = {} }) =>
      Action.includes(action) &&
      Resource.some((pattern) => isLike(resource, pattern)) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, pattern]) => {
          const wanted = pattern.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => context[name] ?? '')
          const value = context[key]
          return value !== undefined && (operator === 'StringLike' ? isLike(value, wanted) : value === wanted)
        }),
      ),
  )
}

function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`).test(text)
}
