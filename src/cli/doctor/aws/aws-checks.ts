import type { DoctorCheck } from '../check.js'
import { lockCheck, stateCheck } from '../lab-checks.js'
import { nodeCheck } from '../runtime-checks.js'
import { systemChecks } from '../system-checks.js'
import { type AccountQuestion, accountOf } from './account.js'
import { clockCheck, credentialsCheck, regionCheck } from './account-checks.js'
import { apiCheck, functionCheck, secretCheck, subnetCheck, vpcCheck } from './application-checks.js'
import { cloud9Check, profileCheck } from './cloud9-checks.js'
import { offeringCheck, vcpuCheck } from './instance-checks.js'
import { concurrencyCheck, throttleCheck } from './limit-checks.js'
import { dryRunCheck, permissionsCheck } from './permission-checks.js'

export interface AwsDoctor extends AccountQuestion {
  /** The lab's folder. */
  readonly dir: string
}

/** What a lab on AWS needs, in the order in which it would be missed. */
export async function awsChecks(doctor: AwsDoctor): Promise<readonly DoctorCheck[]> {
  const account = await accountOf(doctor)
  return [
    ...systemChecks(doctor.dir),
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
