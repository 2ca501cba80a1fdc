import type { NamedOperations } from '../service.js'
import type { Settings } from '../settings.js'

/** STS: who am I? The lab's one key pair belongs to a user of its account. */
export function sts({ settings }: { readonly settings: Settings }): NamedOperations {
  const { account, accessKeyId } = settings
  return {
    kind: 'named',
    signingName: 'sts',
    protocol: 'query',
    targets: [],
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: {
      GetCallerIdentity: async () => ({
        Arn: `arn:aws:iam::${account}:user/lab`,
        // A user's unique id has the same form as a key's, and does not change.
        UserId: `AIDA${accessKeyId.slice(4)}`,
        Account: account,
      }),
    },
  }
}
