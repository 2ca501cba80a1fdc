import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { EC2 } from '@aws-sdk/client-ec2'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { decode, encode } from 'cborg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ServiceError } from '../../../src/cloud/service.js'
import { namedEcho } from '../echo.js'
import { type RawRequest, send, signed, startServer } from '../test-server.js'

const DATE = new Date('2021-11-02T10:47:00.250Z')
const ec2 = namedEcho(
  { signingName: 'ec2', protocol: 'ec2-query', targets: [] },
  {
    DescribeInstances: {
      reservationSet: [
        {
          reservationId: 'r-1',
          instancesSet: [
            { instanceId: 'i-1', launchTime: DATE, tagSet: [{ key: 'n', value: '<&>"\u0000' }] },
          ],
        },
      ],
    },
    DescribeSubnets: { subnetSet: [] },
  },
)
const metrics = namedEcho(
  { signingName: 'monitoring', protocol: 'json', targets: ['GraniteServiceVersion20100801'] },
  {
    GetMetricData: {
      MetricDataResults: [{ Id: 'a', Timestamps: [DATE], Values: [1, 2.5], Label: undefined }],
    },
  },
)
const secrets = namedEcho(
  { signingName: 'secretsmanager', protocol: 'json', targets: ['secretsmanager'] },
  { GetSecretValue: { SecretBinary: Buffer.from([0, 255]), CreatedDate: DATE } },
)
const failing = {
  ...secrets.service,
  operations: {
    ...secrets.service.operations,
    DeleteSecret: async () => {
      throw new ServiceError('InvalidRequestException', 'Not now.', 400, { Reason: 'because' })
    },
    ListSecrets: async () => {
      throw new TypeError('the password is hunter2')
    },
  },
}
let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer([ec2.service, metrics.service, failing])
  return () => server.close()
})
beforeEach(() => {
  for (const echo of [ec2, metrics, secrets]) echo.received.length = 0
})

const call = async (service: string, raw: RawRequest) =>
  send(server.port, await signed(server.port, service, raw))
const json = (target: string, body: string | Uint8Array): RawRequest => ({
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
  body,
})
const form = (body: string): RawRequest => ({
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body,
})

describe('EC2’s query protocol', () => {
  it('turns numbered parameters into lists and structures, and item lists into answers', async () => {
    const answer = await new EC2(server.client).describeInstances({
      Filters: [{ Name: 'tag:Name', Values: ['a', 'b & c'] }],
      InstanceIds: ['i-1'],
    })
    expect(ec2.received).toEqual([
      { Filter: [{ Name: 'tag:Name', Value: ['a', 'b & c'] }], InstanceId: ['i-1'] },
    ])
    expect(answer.Reservations?.[0]?.Instances).toMatchObject([
      { InstanceId: 'i-1', LaunchTime: DATE, Tags: [{ Key: 'n', Value: '<&>"\uFFFD' }] },
    ])
    await expect(new EC2(server.client).describeSubnets({})).resolves.toMatchObject({ Subnets: [] })
  })

  it('keeps the order of the numbers, ten after nine', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `InstanceId.${index + 1}=i-${index + 1}`)
    await call('ec2', form(`Action=DescribeInstances&${ids.toReversed().join('&')}`))
    expect(ec2.received[0]?.['InstanceId']).toEqual(
      Array.from({ length: 12 }, (_, index) => `i-${index + 1}`),
    )
  })

  it('names the action that it does not know', async () => {
    await expect(new EC2(server.client).describeKeyPairs({})).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringContaining('DescribeKeyPairs'),
    })
  })
})

describe('the JSON protocols', () => {
  it('carry dates as seconds and bytes in base64', async () => {
    const { SecretBinary, CreatedDate } = await new SecretsManager(server.client).getSecretValue({
      SecretId: 's',
    })
    expect({ SecretBinary: [...(SecretBinary ?? [])], CreatedDate }).toEqual({
      SecretBinary: [0, 255],
      CreatedDate: DATE,
    })
  })

  it('carry a service’s error with its members, and nothing of a defect but that there was one', async () => {
    await expect(new SecretsManager(server.client).deleteSecret({ SecretId: 's' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: 'Not now.',
      Reason: 'because',
    })
    const defect = await call('secretsmanager', json('secretsmanager.ListSecrets', '{}'))
    expect(defect).toMatchObject({ status: 500, text: expect.stringContaining('InternalFailure') })
    expect(defect.text).not.toContain('hunter2')
  })

  it('answer the protocol version that was asked in', async () => {
    await new CloudWatch(server.client).getMetricData({
      StartTime: DATE,
      EndTime: DATE,
      MetricDataQueries: [],
    })
    expect(metrics.received[0]).toMatchObject({ StartTime: DATE.getTime() / 1000 })
  })

  it('name the operation and the service that they do not know', async () => {
    const operation = await call('secretsmanager', json('secretsmanager.RotateSecret', '{}'))
    expect(operation).toMatchObject({ status: 404, text: expect.stringContaining('RotateSecret') })
    const service = await call('logs', json('Logs_20140328.DescribeLogGroups', '{}'))
    expect(service.text).toContain('Logs_20140328')
    const inherited = await call('secretsmanager', json('secretsmanager.constructor', '{}'))
    expect(inherited).toMatchObject({ status: 404 })
  })
})

describe('the CBOR protocol', () => {
  const path = '/service/GraniteServiceVersion20100801/operation/GetMetricData'
  const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' }

  it('carries dates by their tag, in both directions', async () => {
    const body = Buffer.concat([
      Buffer.from([0xa1, 0x69]),
      Buffer.from('StartTime'),
      Buffer.from([0xc1, 0x01]),
    ])
    const raw = await signed(server.port, 'monitoring', { method: 'POST', path, headers, body })
    const answer = await fetch(`${server.endpoint}${path}`, { method: 'POST', headers: raw.headers, body })
    expect(answer.headers.get('smithy-protocol')).toBe('rpc-v2-cbor')
    expect(metrics.received).toEqual([{ StartTime: new Date(1000) }])
    const tags = [String, (seconds: number) => new Date(seconds * 1000)]
    expect(decode(new Uint8Array(await answer.arrayBuffer()), { tags })).toEqual({
      MetricDataResults: [{ Id: 'a', Timestamps: [DATE], Values: [1, 2.5] }],
    })
  })

  it('refuses what is not CBOR, or not a structure', async () => {
    for (const body of [Buffer.from([0xff]), encode([1]), Buffer.alloc(100_000, 0x81), Buffer.from([0x1b])]) {
      const answer = await call('monitoring', { method: 'POST', path, headers, body })
      expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('SerializationException') })
    }
  })
})
