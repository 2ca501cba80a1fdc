import { ACCOUNT_CALLS } from './calls/account.js'
import { APPLICATION_CALLS } from './calls/application.js'
import { FUNCTION_CALLS, PROVISIONING_CALLS } from './calls/function.js'
import { INSTANCE_PROFILE_CALLS } from './calls/instance-profile.js'
import { LOAD_HOST_CALLS } from './calls/load-host.js'
import type { SdkCall } from './sdk-call.js'

/** Every call that the lab makes on AWS. The policy, what `lab doctor` asks IAM and the table of this folder's README come from here. */
export const SDK_CALLS: readonly SdkCall[] = [
  ...ACCOUNT_CALLS,
  ...LOAD_HOST_CALLS,
  ...INSTANCE_PROFILE_CALLS,
  ...FUNCTION_CALLS,
  ...PROVISIONING_CALLS,
  ...APPLICATION_CALLS,
]
