import { changes, looks } from '../rows.js'
import * as scopes from '../scopes.js'
import type { SdkCall } from '../sdk-call.js'

const ROLES = [scopes.ROLES_MADE]
const PROFILES = [scopes.PROFILES_MADE]

/** The role by which SSM reaches the machine: the lab's own on an instance, Cloud9's where the account has none yet. */
export const INSTANCE_PROFILE_CALLS: readonly SdkCall[] = [
  looks('IAM', 'GetRole', ['doctor', 'environment', 'reset'], scopes.PRINCIPALS),
  looks('IAM', 'GetInstanceProfile', ['doctor', 'environment', 'reset'], scopes.PROFILES_MADE),
  looks('IAM', 'ListAttachedRolePolicies', ['environment', 'reset'], scopes.ROLES_MADE),
  looks('IAM', 'ListRolePolicies', ['environment', 'reset'], scopes.ROLES_MADE),
  looks('IAM', 'ListRoles', ['reset']),
  looks('IAM', 'ListInstanceProfiles', ['reset']),
  looks('EC2', 'DescribeRegions', ['reset']),
  {
    service: 'IAM',
    operation: 'CreateRole',
    by: ['environment'],
    needs: [
      { action: 'iam:CreateRole', on: scopes.BOUNDED_ROLES },
      { action: 'iam:CreateRole', on: scopes.ROLES_OF_CLOUD9 },
      { action: 'iam:TagRole', on: scopes.ROLES_MADE },
    ],
    undoneBy: 'DeleteRole',
  },
  changes('IAM', 'PutRolePolicy', ['environment'], 'DeleteRolePolicy', [scopes.BOUNDED_ROLES]),
  changes('IAM', 'AttachRolePolicy', ['environment'], 'DetachRolePolicy', [scopes.CLOUD9_ROLE_POLICY]),
  {
    service: 'IAM',
    operation: 'CreateInstanceProfile',
    by: ['environment'],
    needs: [
      { action: 'iam:CreateInstanceProfile', on: scopes.PROFILES_MADE },
      { action: 'iam:TagInstanceProfile', on: scopes.PROFILES_MADE },
    ],
    undoneBy: 'DeleteInstanceProfile',
  },
  {
    service: 'IAM',
    operation: 'AddRoleToInstanceProfile',
    by: ['environment'],
    needs: [
      { action: 'iam:AddRoleToInstanceProfile', on: scopes.PROFILES_MADE },
      { action: 'iam:PassRole', on: scopes.ROLES_TO_EC2 },
    ],
    undoneBy: 'RemoveRoleFromInstanceProfile',
  },
  changes('IAM', 'RemoveRoleFromInstanceProfile', ['reset'], null, PROFILES),
  changes('IAM', 'DeleteInstanceProfile', ['reset'], null, PROFILES),
  changes('IAM', 'DeleteRolePolicy', ['reset'], null, ROLES),
  changes('IAM', 'DetachRolePolicy', ['reset'], null, [scopes.CLOUD9_ROLE_POLICY]),
  changes('IAM', 'DeleteRole', ['reset'], null, ROLES),
]
