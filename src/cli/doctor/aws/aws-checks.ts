import { type AwsConnecting, awsAccess } from '../../../aws/client/connect.js'
import { aws as awsOf, type Aws } from '../../../aws/client/aws.js'
import { cloud9Access } from '../../../aws/account/cloud9.js'
import { type Subnet, subnetNamed, vpcsNamed } from '../../../aws/account/network.js'
import { type Caller, caller } from '../../../aws/client/identity.js'
import { once } from '../../../core/once.js'
import type { ApplicationNames } from '../../../core/target.js'
import type { Check } from '../check.js'
import { lockCheck, stateCheck } from '../lab-checks.js'
import { nodeCheck } from '../runtime-checks.js'
import { clockCheck, credentialsCheck, regionCheck } from './account-checks.js'
import { apiCheck, functionCheck, secretCheck, subnetCheck, vpcCheck } from './application-checks.js'
import { cloud9Check, profileCheck } from './cloud9-checks.js'
import { offeringCheck, vcpuCheck } from './instance-checks.js'
import { concurrencyCheck, throttleCheck } from './limit-checks.js'
import { dryRunCheck, permissionsCheck } from './permission-checks.js'

export interface AwsDoctor extends AwsConnecting {
  /** The lab's folder. */
  readonly dir: string
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

/** What a lab on AWS needs, in the order in which it would be missed. */
export async function awsChecks(doctor: AwsDoctor): Promise<readonly Check[]> {
  const access = await awsAccess(doctor)
  const aws = awsOf({ ...access, names: doctor.names })
  const { vpc, subnet } = doctor.names
  const vpcs = once(() => vpcsNamed(aws, vpc))
  const account: Account = {
    instanceType: doctor.instanceType ?? access.defaults.instanceType,
    aws,
    signedIn: once(() => caller(aws)),
    vpcs,
    subnet: once(async () => subnetNamed(aws, await vpcs(), subnet)),
    cloud9: once(() => cloud9Access(aws)),
  }
  return [
    nodeCheck(process.versions.node),
    credentialsCheck(account),
    regionCheck(account),
    clockCheck(account),
    permissionsCheck(account),
    dryRunCheck(account),
    vpcCheck(account),
    subnetCheck(account),
    functionCheck(account),
    apiCheck(account),
    secretCheck(account),
    cloud9Check(account),
    profileCheck(account),
    vcpuCheck(account),
    concurrencyCheck(account),
    throttleCheck(account),
    offeringCheck(account),
    stateCheck(doctor.dir),
    lockCheck(doctor.dir),
  ]
}
