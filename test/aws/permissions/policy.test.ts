import { describe, expect, it } from 'vitest'
import { policyFor } from '../../../src/aws/permissions/policy.js'
import { WORKSHOP_NAMES } from '../../../src/core/target.js'
import { allows } from './allows.js'

const policy = policyFor({ region: 'ap-northeast-2', account: '123456789012', names: WORKSHOP_NAMES })
const may = (action: string, resource: string, context = {}) => allows(policy, action, resource, context)

describe('who holds the policy, and no other', () => {
  const role = 'arn:aws:iam::123456789012:role/serverless-load-lab/serverless-load-lab-1'
  const within = (boundary: string) => ({ 'iam:PermissionsBoundary': `arn:aws:iam::aws:policy/${boundary}` })

  it('makes no role, and gives none a policy, that could do more than Systems Manager needs', () => {
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy']) {
      expect(may(action, role, within('AmazonSSMManagedInstanceCore'))).toBe(true)
      expect(may(action, role, within('AdministratorAccess'))).toBe(false)
      expect(may(action, role)).toBe(false)
    }
  })

  it('cannot take that boundary away, nor give its own access to anybody', () => {
    const others =
      /PermissionsBoundary$|AssumeRolePolicy|CreatePolicy|AttachUserPolicy|PutUserPolicy|sts:AssumeRole/
    expect(policy.Statement.flatMap(({ Action }) => Action.filter((one) => others.test(one)))).toEqual([])
    expect(may('iam:PutRolePolicy', CLOUD9_ROLE)).toBe(false)
    expect(may('iam:CreateRole', CLOUD9_ROLE)).toBe(true)
    const managed = (name: string) => ({ 'iam:PolicyARN': `arn:aws:iam::aws:policy/${name}` })
    expect(may('iam:AttachRolePolicy', CLOUD9_ROLE, managed('AWSCloud9SSMInstanceProfile'))).toBe(true)
    expect(may('iam:AttachRolePolicy', CLOUD9_ROLE, managed('AdministratorAccess'))).toBe(false)
  })
})

const CLOUD9_ROLE = 'arn:aws:iam::123456789012:role/service-role/AWSCloud9SSMAccessRole'
