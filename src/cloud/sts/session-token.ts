/** As whom a function calls: the session of its role that is named after it. */
export interface FunctionSession {
  /** The role's ARN. */
  readonly role: string
  readonly functionName: string
}

/** What a function's SDK sends beside its key. It only tells who calls: the key alone decides whether the call is taken. */
export const sessionToken = ({ role, functionName }: FunctionSession): string =>
  Buffer.from(`${role} ${functionName}`).toString('base64')

/** Null of a token that is none of ours. */
export function sessionOf(token: string): FunctionSession | null {
  const [role = '', functionName, ...more] = Buffer.from(token, 'base64').toString().split(' ')
  const isOurs = /^arn:[\w-]+:iam::\d{12}:role\//.test(role) && more.length === 0
  return isOurs && functionName !== undefined ? { role, functionName } : null
}
