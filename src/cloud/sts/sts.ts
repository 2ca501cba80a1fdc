import { createHash } from 'node:crypto'
import type { NamedOperations } from '../service.js'
import type { Settings } from '../settings.js'
import { type FunctionSession, sessionOf } from './session-token.js'

/** STS: who am I? The lab's one key pair belongs to a user of its account; a function that calls with it is its role. */
export function sts({ settings }: { readonly settings: Settings }): NamedOperations {
  const { account, accessKeyId } = settings
  const user = {
    Arn: `arn:aws:iam::${account}:user/lab`,
    // A user's unique id has the same form as a key's, and does not change.
    UserId: `AIDA${accessKeyId.slice(4)}`,
    Account: account,
  }
  return {
    kind: 'named',
    signingName: 'sts',
    protocol: 'query',
    targets: [],
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: {
      GetCallerIdentity: async (_input, { sessionToken }) => {
        const session = sessionToken === undefined ? null : sessionOf(sessionToken)
        return session === null ? user : assumed(session, account)
      },
    },
  }
}

function assumed({ role, functionName }: FunctionSession, account: string) {
  const roleName = role.slice(role.lastIndexOf('/') + 1)
  const id = createHash('sha256').update(role).digest('hex').slice(0, 17).toUpperCase()
  return {
    Arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${functionName}`,
    UserId: `AROA${id}:${functionName}`,
    Account: account,
  }
}
