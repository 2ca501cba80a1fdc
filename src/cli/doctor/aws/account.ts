import { cloud9Access } from '../../../aws/account/cloud9.js'
import { type Subnet, subnetNamed, vpcsNamed } from '../../../aws/account/network.js'
import { type Aws, aws as awsOf } from '../../../aws/client/aws.js'
import { type AwsConnecting, awsAccess } from '../../../aws/client/connect.js'
import { type Caller, caller } from '../../../aws/client/identity.js'
import { once } from '../../../core/once.js'
import type { ApplicationNames } from '../../../core/target.js'

export interface AccountQuestion extends AwsConnecting {
  readonly names: ApplicationNames
  /** null: the target's default. */
  readonly instanceType: string | null
}

/** What the checks look at, each looked up once and only when a check wants it; a check whose ground is missing is skipped. */
export interface Account {
  readonly instanceType: string
  /** Works with or without credentials; `signedIn` first asks whose they are. */
  readonly aws: Aws
  readonly signedIn: () => Promise<Caller>
  readonly vpcs: () => Promise<readonly string[]>
  readonly subnet: () => Promise<Subnet>
  readonly cloud9: () => Promise<'open' | 'closed'>
}

/** The account that the credentials belong to, of which nothing is asked yet. */
export async function accountOf(asked: AccountQuestion): Promise<Account> {
  const access = await awsAccess(asked)
  const aws = awsOf({ ...access, names: asked.names })
  const { vpc, subnet } = asked.names
  const vpcs = once(() => vpcsNamed(aws, vpc))
  return {
    instanceType: asked.instanceType ?? access.defaults.instanceType,
    aws,
    signedIn: once(() => caller(aws)),
    vpcs,
    subnet: once(async () => subnetNamed(aws, await vpcs(), subnet)),
    cloud9: once(() => cloud9Access(aws)),
  }
}
