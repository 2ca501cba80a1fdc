import type { Aws } from './aws.js'

/** Who is calling, as STS sees it. */
export interface Caller {
  readonly account: string
  readonly arn: string
}

export async function caller(aws: Aws): Promise<Caller> {
  const sts = await aws.sts()
  const { Account = '', Arn = '' } = await sts.getCallerIdentity({})
  return { account: Account, arn: Arn }
}
