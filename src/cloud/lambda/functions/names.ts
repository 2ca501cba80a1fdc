import { ServiceError } from '../../service.js'

/** A function as a request names it. */
export interface FunctionReference {
  readonly name: string
  /** A version, an alias or `$LATEST`; null where none was given. */
  readonly qualifier: string | null
}

/**
 * `name`, `name:alias`, `123456789012:function:name` or a whole ARN, with or without a qualifier; `?Qualifier=` beside it.
 * Throws what Lambda answers to a name that is none, or to two qualifiers that differ.
 */
export function parseReference(text: string, queryQualifier: string | null): FunctionReference {
  const match = pattern.exec(text)
  const name = match?.groups?.['name']
  if (name === undefined || name === '__proto__' || text.length > 256) throw invalidName(text)
  const inName = match?.groups?.['qualifier'] ?? null
  if (inName !== null && queryQualifier !== null && inName !== queryQualifier) {
    throw new ServiceError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    )
  }
  if (queryQualifier !== null && !qualifierPattern.test(queryQualifier))
    throw invalidQualifier(queryQualifier)
  return { name, qualifier: inName ?? queryQualifier }
}

/** Throws what AWS answers for a function of another Region or account, for an operation that the account's user calls. */
export function refuseForeign(text: string, operation: string, { region, account }: ArnBuilder): void {
  const { region: otherRegion, account: otherAccount } = pattern.exec(text)?.groups ?? {}
  if (otherRegion !== undefined && otherRegion !== region)
    throw new ServiceError(
      'ResourceNotFoundException',
      `Functions from '${otherRegion}' are not reachable in this region ('${region}')`,
      404,
    )
  if (otherAccount !== undefined && otherAccount !== account)
    throw new ServiceError(
      'AccessDeniedException',
      `User: arn:aws:iam::${account}:user/lab is not authorized to perform: lambda:${operation} on resource: ${text} because no resource-based policy allows the lambda:${operation} action`,
      403,
    )
}

export interface ArnBuilder {
  readonly region: string
  readonly account: string
}

export function functionArn(
  { region, account }: ArnBuilder,
  name: string,
  qualifier: string | null = null,
): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}${qualifier === null ? '' : `:${qualifier}`}`
}

const pattern =
  /^(arn:aws[a-zA-Z-]*:lambda:)?((?<region>[a-z]{2}(-gov)?-[a-z]+-\d):)?((?<account>\d{12}):)?(function:)?(?<name>[a-zA-Z0-9-_]{1,64})(:(?<qualifier>\$LATEST|[a-zA-Z0-9-_]{1,128}))?$/
const qualifierPattern = /^(\$LATEST|[a-zA-Z0-9-_$]{1,128})$/

const invalidName = (text: string) =>
  violation(
    text,
    'functionName',
    String.raw`Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?`,
  )

const invalidQualifier = (text: string) =>
  violation(text, 'qualifier', 'Member must satisfy regular expression pattern: (|[a-zA-Z0-9$_-]+)')

/** A value that breaks a rule of the service's model, in Lambda's words. */
export function violation(value: string, member: string, constraint: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${value.slice(0, 256)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  )
}
