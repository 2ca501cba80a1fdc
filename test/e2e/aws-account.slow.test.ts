import { EC2 } from '@aws-sdk/client-ec2'
import { beforeEach, beforeAll, describe, expect, it } from 'vitest'
import { SDK_CALLS } from '../../src/aws/permissions/sdk-calls.js'
import { type PosingAsAws, posingAsAws } from '../account/posing.js'
import { operationOf } from '../account/front.js'
import { type Validated, validated } from '../account/models/validate.js'
import { type Recorded, recordedCalls } from '../account/recorded/recorded.js'
import { clientOf } from '../cloud/daemon.js'

let account: PosingAsAws
beforeAll(async () => {
  account = await posingAsAws({ delays: 'aws-like' })
  return () => account.remove()
})
let before = 0
beforeEach(() => {
  account.front.reset()
  before = account.front.sent.length
})

const changed = () =>
  account.front.sent
    .slice(before)
    .map(operationOf)
    .filter((name) => /^(Create|Run|Authorize|Put|Add|Attach|Send)/.test(name))

describe('lab doctor --target aws', () => {
  const diagnosed = async (args: readonly string[] = [], env = {}) => {
    const { code, stdout } = await account.lab(['doctor', '--target', 'aws', '--json', ...args], env)
    const { checks } = JSON.parse(stdout)
    const states = checks.map(({ id, state }: { id: string; state: string }) => [id, state])
    const fixOf = (id: string): string => checks.find((check: { id: string }) => check.id === id)?.fix ?? ''
    return { code, states: new Map<string, string>(states), fixOf }
  }

  it('says how to fix what is missing, by flags too, and skips what stands on it', async () => {
    const { code, states, fixOf } = await diagnosed(
      '--subnet nowhere --function mine --secret none --instance-type x2gd.metal'.split(' '),
    )
    expect(code).toBe(1)
    expect(states.get('vpc')).toBe('ok')
    for (const id of ['subnet', 'function', 'api', 'secret', 'vcpus']) expect(states.get(id)).toBe('failed')
    for (const id of ['dry-run', 'offering']) expect(states.get(id)).toBe('skipped')
    expect(fixOf('subnet')).toContain('--subnet')
    expect(fixOf('secret')).toContain('--secret')
    expect(fixOf('vcpus')).toContain('--instance-type')
  })

  it('names its checks in order, and a permission that is refused; it changes nothing', async () => {
    account.front.refuse('CreateEnvironmentEC2', NOT_AUTHORIZED)
    const { code, states, fixOf } = await diagnosed()
    expect(code).toBe(1)
    expect([...states.keys()].join(' ')).toBe(CHECKS)
    expect([...states].filter(([, state]) => state === 'failed')).toEqual([['dry-run', 'failed']])
    expect(fixOf('dry-run')).toContain('lab doctor --policy')
    const ec2 = new EC2(clientOf(account.facts))
    expect((await ec2.describeInstances({})).Reservations ?? []).toEqual([])
  })

  it('prints a policy and nothing else, without credentials', async () => {
    const { code, stdout } = await account.lab(['doctor', '--policy'], { AWS_ACCESS_KEY_ID: '' })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ Version: '2012-10-17' })
    expect(account.front.sent.length).toBe(before)
  })
})

describe('lab next --target aws creates nothing and says what to do', () => {
  const refused = async (env = {}) => {
    const { code, stderr } = await account.lab(['next', '--target', 'aws', '--yes'], env)
    expect(changed()).toEqual([])
    return { code, said: stderr.replaceAll(/\s+/g, ' ') }
  }

  it('without credentials', async () => {
    const { code, said } = await refused({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })
    expect(code).toBe(4)
    expect(said).toContain('[no-credentials]')
    expect(said).toContain('aws sso login')
  })

  it('with expired ones', async () => {
    account.front.refuse('*', {
      status: 403,
      code: 'ExpiredToken',
      message: 'The security token included in the request is expired',
    })
    const { code, said } = await refused()
    expect(code).toBe(4)
    expect(said).toContain('[credentials-expired]')
    expect(said).toContain('Sign in again')
  })

  it('without a permission', async () => {
    account.front.refuse('DescribeVpcs', NOT_AUTHORIZED)
    const { code, said } = await refused()
    expect(code).toBe(4)
    expect(said).toContain('[not-authorised]')
    expect(said).toContain('ec2:DescribeVpcs')
  })

  it.each(['open', 'closed'])('over quota, with Cloud9 %s', async (cloud9) => {
    if (cloud9 === 'closed') account.front.refuse('ListEnvironments', CLOSED)
    account.front.answer('GetServiceQuota', { Quota: { QuotaCode: 'L-1216C47A', Value: 2 } })
    const { code, said } = await refused()
    expect(code).toBe(1)
    expect(said).toContain('[vcpu-limit]')
    expect(said).toContain('current vCPU limit of 2')
    expect(said).toContain('lab next --instance-type c5.large')
  })

  it('before it was agreed to in an account that Cloud9 is closed to: an instance takes its place', async () => {
    account.front.refuse('ListEnvironments', CLOSED)
    const { code, stdout, stderr } = await account.lab(['next', '--target', 'aws', '--dry-run'])
    expect(code).toBe(0)
    expect(`${stdout}${stderr}`).toContain('Cloud9 is closed to this account')
    expect(changed()).toEqual([])
  })

  it('with an endpoint at which nobody is', async () => {
    const { code, said } = await refused({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' })
    expect(code).toBe(1)
    expect(said).toContain('[unreachable]')
    expect(said).toContain('unset the variable')
  })
})

describe("AWS's own models", () => {
  let recorded: Recorded
  let judged: Validated
  beforeAll(async () => {
    recorded = await recordedCalls()
    judged = await validated([...account.front.sent, ...recorded.sent])
  })

  it('know every call that was sent so far, here and in the files that record, with all that it says', () => {
    // As a person typed it: EC2 is asked whether it has that type.
    const mistyped = "InstanceTypes[0]: 'x9.huge' is none of"
    expect(judged.complaints.filter((one) => !one.includes(mistyped))).toEqual([])
    expect(judged.operations.length).toBeGreaterThan(15)
  })

  it('judged every call of the table in a run of all files, and none that it lacks', ({ skip }) => {
    const known = new Set(judged.operations.map((one) => one.split(' ')[1] ?? ''))
    const listed = SDK_CALLS.map(({ operation }) => operation)
    expect([...known].filter((one) => !listed.includes(one))).toEqual([])
    skip(!recorded.isWhole, 'not all files that record were run')
    expect(listed.filter((one) => !known.has(one))).toEqual([])
  })

  it('complain of what they do not know', async () => {
    const call = { service: 'ssm', method: 'POST', path: '/' }
    const wrong = { DocumentName: 'x', TimeoutSeconds: 5, Wait: true }
    const { complaints } = await validated([
      { ...call, headers: { 'x-amz-target': 'AmazonSSM.SendCommand' }, body: JSON.stringify(wrong) },
      { ...call, headers: { 'x-amz-target': 'AmazonSSM.SendOrder' }, body: '{}' },
    ])
    expect(complaints).toEqual([
      expect.stringContaining("DocumentName: 'x' is not like"),
      'ssm: SendCommand.TimeoutSeconds: 5 is not within 30 and 2592000',
      'ssm: SendCommand: has no member Wait',
      'ssm: no operation SendOrder',
    ])
  })
})

const CHECKS =
  'node credentials region clock permissions dry-run vpc subnet function api secret cloud9 instance-profile ' +
  'vcpus concurrency throttle offering state lock'
const NOT_AUTHORIZED = {
  status: 403,
  code: 'UnauthorizedOperation',
  message: 'You are not authorized to perform this operation.',
}
const CLOSED = {
  status: 400,
  code: 'AccessDeniedException',
  message: 'This account does not have access to the Cloud9 service',
}
