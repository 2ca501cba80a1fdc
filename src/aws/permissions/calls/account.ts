import { free, gets, looks } from '../rows.js'
import * as scopes from '../scopes.js'
import type { SdkCall } from '../sdk-call.js'

/** What `lab doctor` looks at besides what the steps look at. */
export const ACCOUNT_CALLS: readonly SdkCall[] = [
  free('STS', 'GetCallerIdentity', ['every']),
  looks('IAM', 'SimulatePrincipalPolicy', ['doctor'], scopes.PRINCIPALS),
  looks('EC2', 'DescribeAvailabilityZones', ['doctor']),
  looks('Service Quotas', 'GetServiceQuota', ['doctor', 'environment']),
  looks('Secrets Manager', 'DescribeSecret', ['doctor'], scopes.THE_SECRET),
  gets('GetAccount', ['doctor'], scopes.API_ACCOUNT),
]
