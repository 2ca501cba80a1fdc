import { changes, looks } from '../rows.js'
import * as scopes from '../scopes.js'
import type { SdkCall } from '../sdk-call.js'

const STACK = [scopes.THE_STACK]

/** `lab app` and `lab prices`. CloudFormation makes what is in the stack with its caller's permissions: an administrator's. */
export const APPLICATION_CALLS: readonly SdkCall[] = [
  changes('CloudFormation', 'CreateChangeSet', ['app'], 'DeleteChangeSet', STACK),
  looks('CloudFormation', 'DescribeChangeSet', ['app'], scopes.THE_STACK),
  changes('CloudFormation', 'ExecuteChangeSet', ['app'], 'DeleteStack', STACK),
  changes('CloudFormation', 'DeleteChangeSet', ['app'], null, STACK),
  looks('CloudFormation', 'DescribeStacks', ['app'], scopes.THE_STACK),
  looks('CloudFormation', 'DescribeStackEvents', ['app'], scopes.THE_STACK),
  looks('CloudFormation', 'DescribeStackResources', ['app'], scopes.THE_STACK),
  changes('CloudFormation', 'ContinueUpdateRollback', ['app'], 'DeleteStack', STACK),
  changes('CloudFormation', 'DeleteStack', ['app'], null, STACK),
  looks('Pricing', 'GetProducts', ['prices']),
]
