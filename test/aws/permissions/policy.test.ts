import { describe, expect, it } from 'vitest'
import { policyFor } from '../../../src/aws/permissions/policy.js'
import { LAB_TAG } from '../../../src/core/ledger.js'
import { WORKSHOP_NAMES } from '../../../src/core/target.js'
import { allows } from './allows.js'

const policy = policyFor({ region: 'ap-northeast-2', account: '123456789012', names: WORKSHOP_NAMES })
const ME = { 'aws:userid': 'AROAEXAMPLE:me@example.com' }
const may = (action: string, resource: string, context = {}) =>
  allows(policy, action, resource, { ...ME, ...context })

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

  it('commands the machines of labs and of its own Cloud9 environments, and not those of others', () => {
    for (const action of ['ssm:SendCommand', 'ssm:StartSession']) {
      expect(may(action, INSTANCE, { [`ssm:resourceTag/${LAB_TAG}`]: 'lab-1' })).toBe(true)
      expect(may(action, INSTANCE, owner('ssm:resourceTag', ME['aws:userid']))).toBe(true)
      expect(may(action, INSTANCE, owner('ssm:resourceTag', 'AROAEXAMPLE:you@example.com'))).toBe(false)
      expect(may(action, INSTANCE)).toBe(false)
    }
  })

  it('opens the groups of labs and of its own Cloud9 environments, and not those of others', () => {
    for (const action of ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress']) {
      expect(may(action, GROUP, LABS)).toBe(true)
      expect(may(action, GROUP, owner('aws:ResourceTag', ME['aws:userid']))).toBe(true)
      expect(may(action, GROUP, owner('aws:ResourceTag', 'AROAEXAMPLE:you@example.com'))).toBe(false)
      // The tag that the rule is given says nothing of the group.
      expect(may(action, GROUP, { [`aws:RequestTag/${LAB_TAG}`]: 'lab-1' })).toBe(false)
    }
    expect(may('ec2:AuthorizeSecurityGroupIngress', RULE, { [`aws:RequestTag/${LAB_TAG}`]: 'lab-1' })).toBe(
      true,
    )
    expect(may('ec2:RevokeSecurityGroupIngress', RULE, LABS)).toBe(true)
    expect(may('ec2:RevokeSecurityGroupIngress', RULE)).toBe(false)
  })

  it('cannot make what is of others a lab’s by a tag', () => {
    expect(may('ec2:CreateTags', INSTANCE, { [`aws:RequestTag/${LAB_TAG}`]: 'lab-1' })).toBe(false)
    expect(may('ec2:CreateTags', INSTANCE, { 'ec2:CreateAction': 'RunInstances' })).toBe(true)
  })

  it('ends its own sessions, and not those of others', () => {
    const session = 'arn:aws:ssm:ap-northeast-2:123456789012:session/me@example.com-0a1b2c'
    const startedBy = (user: string) => ({ 'ssm:resourceTag/aws:ssmmessages:session-id': user })
    expect(may('ssm:TerminateSession', session, startedBy(ME['aws:userid']))).toBe(true)
    expect(may('ssm:TerminateSession', session, startedBy('AIDAEXAMPLE'))).toBe(false)
    expect(may('ssm:TerminateSession', session)).toBe(false)
  })
})

const CLOUD9_ROLE = 'arn:aws:iam::123456789012:role/service-role/AWSCloud9SSMAccessRole'
const EC2 = 'arn:aws:ec2:ap-northeast-2:123456789012'
const [INSTANCE, GROUP, RULE] = [
  `${EC2}:instance/i-1`,
  `${EC2}:security-group/sg-1`,
  `${EC2}:security-group-rule/sgr-1`,
]
const LABS = { [`aws:ResourceTag/${LAB_TAG}`]: 'lab-1' }
const owner = (key: 'aws:ResourceTag' | 'ssm:resourceTag', user: string) => ({
  [`${key}/aws:cloud9:owner`]: user,
})
