import { changes, looks } from '../rows.js'
import * as scopes from '../scopes.js'
import type { SdkCall } from '../sdk-call.js'

/** The machine that makes the load, as Cloud9's environment or as an instance; what runs on it, and who reaches it. */
export const LOAD_HOST_CALLS: readonly SdkCall[] = [
  looks('EC2', 'DescribeVpcs', ['doctor', 'environment']),
  looks('EC2', 'DescribeSubnets', ['doctor', 'environment']),
  looks('EC2', 'DescribeInstanceTypes', ['doctor', 'environment']),
  looks('EC2', 'DescribeInstanceTypeOfferings', ['doctor', 'environment']),
  looks('EC2', 'DescribeSecurityGroups', ['environment', 'reset']),
  looks('EC2', 'DescribeInstances', [
    'doctor',
    'environment',
    'security-group',
    'load-test-1',
    'load-test-2',
    'reset',
  ]),

  looks('Cloud9', 'ListEnvironments', ['doctor', 'environment', 'reset']),
  {
    service: 'Cloud9',
    operation: 'CreateEnvironmentEC2',
    by: ['doctor', 'environment'],
    needs: [
      { action: 'cloud9:CreateEnvironmentEC2', on: scopes.ANY },
      { action: 'cloud9:TagResource', on: scopes.ENVIRONMENTS },
      { action: 'iam:PassRole', on: scopes.ROLES_TO_EC2 },
      { action: 'iam:CreateServiceLinkedRole', on: scopes.ROLES_OF_CLOUD9 },
    ],
    undoneBy: 'DeleteEnvironment',
  },
  looks('Cloud9', 'DescribeEnvironments', ['environment', 'reset'], scopes.ENVIRONMENTS),
  looks('Cloud9', 'ListTagsForResource', ['environment', 'reset'], scopes.ENVIRONMENTS),
  changes('Cloud9', 'DeleteEnvironment', ['reset'], null, [scopes.ENVIRONMENTS]),

  {
    service: 'EC2',
    operation: 'CreateSecurityGroup',
    by: ['environment'],
    needs: [
      { action: 'ec2:CreateSecurityGroup', on: scopes.NEW_OF_A_LAB },
      { action: 'ec2:CreateSecurityGroup', on: scopes.VPCS },
      { action: 'ec2:CreateTags', on: scopes.WHAT_IS_MADE },
    ],
    undoneBy: 'DeleteSecurityGroup',
  },
  changes('EC2', 'DeleteSecurityGroup', ['reset'], null, [scopes.OF_A_LAB]),
  {
    service: 'EC2',
    operation: 'RunInstances',
    by: ['doctor', 'environment'],
    needs: [
      { action: 'ec2:RunInstances', on: scopes.NEW_OF_A_LAB },
      { action: 'ec2:RunInstances', on: scopes.PARTS_OF_INSTANCES },
      { action: 'ec2:CreateTags', on: scopes.WHAT_IS_MADE },
      { action: 'iam:PassRole', on: scopes.ROLES_TO_EC2 },
      { action: 'ssm:GetParameters', on: scopes.IMAGE_PARAMETERS },
    ],
    undoneBy: 'TerminateInstances',
  },
  changes('EC2', 'StartInstances', ['environment'], 'DeleteEnvironment or TerminateInstances', [
    scopes.OF_OWN_CLOUD9,
    scopes.OF_A_LAB,
  ]),
  changes('EC2', 'TerminateInstances', ['reset'], null, [scopes.OF_A_LAB]),

  looks('SSM', 'DescribeInstanceInformation', ['environment']),
  changes('SSM', 'SendCommand', ['environment', 'load-test-1', 'load-test-2', 'reset'], "the machine's end", [
    scopes.SHELL_DOCUMENT,
    scopes.OWN_CLOUD9_NODES,
    scopes.LAB_NODES,
  ]),
  looks('SSM', 'GetCommandInvocation', ['environment', 'load-test-1', 'load-test-2', 'reset']),

  changes('SSM', 'StartSession', ['security-group', 'load-test-1', 'load-test-2'], 'TerminateSession', [
    scopes.TUNNEL_DOCUMENT,
    scopes.OWN_CLOUD9_NODES,
    scopes.LAB_NODES,
  ]),
  changes('SSM', 'TerminateSession', ['security-group', 'load-test-1', 'load-test-2'], null, [
    scopes.OWN_SESSIONS,
  ]),

  looks('EC2', 'DescribeSecurityGroupRules', ['security-group', 'reset']),
  {
    service: 'EC2',
    operation: 'AuthorizeSecurityGroupIngress',
    by: ['security-group'],
    needs: [
      { action: 'ec2:AuthorizeSecurityGroupIngress', on: scopes.OF_A_LAB },
      { action: 'ec2:AuthorizeSecurityGroupIngress', on: scopes.OF_OWN_CLOUD9 },
      { action: 'ec2:AuthorizeSecurityGroupIngress', on: scopes.NEW_RULES },
      { action: 'ec2:CreateTags', on: scopes.WHAT_IS_MADE },
    ],
    undoneBy: 'RevokeSecurityGroupIngress',
  },
  changes('EC2', 'RevokeSecurityGroupIngress', ['reset'], null, [scopes.OF_A_LAB, scopes.OF_OWN_CLOUD9]),
]
