import { EC2 } from '@aws-sdk/client-ec2'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { STS } from '@aws-sdk/client-sts'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { beforeAll, describe, expect, it } from 'vitest'
import { sts } from '../../../src/cloud/sts/sts.js'
import { namedEcho, restEcho } from '../echo.js'
import { type RawRequest, send, SETTINGS, signed, startServer } from '../test-server.js'

const ec2 = namedEcho(
  { signingName: 'ec2', protocol: 'ec2-query', targets: [] },
  { DescribeVpcs: { vpcSet: [{ vpcId: 'vpc-1' }] } },
)
const secrets = namedEcho(
  { signingName: 'secretsmanager', protocol: 'json', targets: ['secretsmanager'] },
  { ListSecrets: { SecretList: [] } },
)
const lambda = restEcho('lambda', [
  ['GET', '/2015-03-31/functions/{FunctionName}'],
  ['GET', '/2015-03-31/functions'],
])

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer([ec2.service, secrets.service, lambda, sts({ settings: SETTINGS })])
  return () => server.close()
})

const LIST: RawRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.ListSecrets' },
  body: '{"MaxResults":7}',
}

describe('a rightly signed call', () => {
  it('reaches its service in every protocol', async () => {
    await expect(new EC2(server.client).describeVpcs({})).resolves.toMatchObject({
      Vpcs: [{ VpcId: 'vpc-1' }],
    })
    await expect(new SecretsManager(server.client).listSecrets({})).resolves.toMatchObject({ SecretList: [] })
    await expect(new STS(server.client).getCallerIdentity({})).resolves.toMatchObject({
      Account: SETTINGS.account,
      $metadata: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
    const strange = await new Lambda(server.client).getFunction({ FunctionName: 'a b/ü:+%2F*~' })
    expect(strange).toMatchObject({ $metadata: { httpStatusCode: 200 } })
  })

  it('may be a presigned URL, until it expires', async () => {
    const now = await presigned(new Date(), 60)
    await expect(send(server.port, now)).resolves.toMatchObject({ status: 200 })
    await expect(
      send(server.port, { ...now, path: now.path.replace('2011', '2012') }),
    ).resolves.toMatchObject({
      status: 403,
    })
    const old = await send(server.port, await presigned(new Date(Date.now() - 120_000), 60))
    expect(old.text).toContain('Signature expired')
  })
})

describe('a call that is not rightly signed', () => {
  it('is refused with the code that the service itself uses', async () => {
    const credentials = { ...server.client.credentials, secretAccessKey: 'another' }
    const stranger = { ...server.client, credentials }
    await expect(new EC2(stranger).describeVpcs({})).rejects.toMatchObject({ name: 'AuthFailure' })
    await expect(new SecretsManager(stranger).listSecrets({})).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringContaining('does not match'),
    })
    await expect(new STS(stranger).getCallerIdentity({})).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    await expect(new Lambda(stranger).getFunction({ FunctionName: 'f' })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
  })

  it('is refused when the key is not the lab’s', async () => {
    const credentials = { ...server.client.credentials, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' }
    const stranger = { ...server.client, credentials }
    await expect(new SecretsManager(stranger).listSecrets({})).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    })
    await expect(new STS(stranger).getCallerIdentity({})).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    })
  })

  it('is refused when its date is more than five minutes away', async () => {
    for (const [minutes, said] of [
      [-6, 'Signature expired'],
      [6, 'Signature not yet current'],
    ] as const) {
      const late = await signed(server.port, 'secretsmanager', LIST, new Date(Date.now() + minutes * 60_000))
      const answer = await send(server.port, late)
      expect(answer).toMatchObject({ status: 403, text: expect.stringContaining(said) })
    }
    const early = await signed(server.port, 'secretsmanager', LIST, new Date(Date.now() - 4 * 60_000))
    await expect(send(server.port, early)).resolves.toMatchObject({ status: 200 })
  })

  it('is refused when it is for another Region or another service', async () => {
    const elsewhere = new SecretsManager({ ...server.client, region: 'us-east-1' })
    await expect(elsewhere.listSecrets({})).rejects.toMatchObject({
      message: expect.stringContaining('valid region'),
    })
    const answer = await send(server.port, await signed(server.port, 'ssm', LIST))
    expect(answer.text).toContain("correct service: 'secretsmanager'")
  })

  it('is refused when anything that was signed was changed', async () => {
    const before = secrets.received.length
    const good = await signed(server.port, 'secretsmanager', LIST)
    const changed: RawRequest[] = [
      { ...good, body: '{"MaxResults":8}' },
      { ...good, path: '/?x=1' },
      { ...good, method: 'PUT' },
      { ...good, headers: { ...good.headers, 'content-type': 'application/x-amz-json-1.0' } },
      { ...good, headers: { ...good.headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
    ]
    for (const request of changed) {
      const answer = await send(server.port, request)
      expect(answer).toMatchObject({
        status: 403,
        text: expect.stringContaining('InvalidSignatureException'),
      })
    }
    expect(secrets.received).toHaveLength(before)
    await expect(send(server.port, good)).resolves.toMatchObject({ status: 200 })
  })

  it('is refused when its target, or the promise of its payload, was left out of the signature', async () => {
    const { 'x-amz-target': target = '', ...rest } = LIST.headers
    const good = await signed(server.port, 'secretsmanager', { ...LIST, headers: rest })
    const steered = await send(server.port, { ...good, headers: { ...good.headers, 'x-amz-target': target } })
    expect(steered).toMatchObject({ status: 403 })
    const unsigned = { ...LIST, headers: { ...LIST.headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }
    const answer = await send(server.port, await signed(server.port, 'secretsmanager', unsigned))
    expect(answer).toMatchObject({ status: 403 })
  })

  it('is refused when there is no signature, or half of one', async () => {
    const bare = await send(server.port, LIST)
    expect(bare).toMatchObject({
      status: 403,
      text: expect.stringContaining('MissingAuthenticationTokenException'),
    })
    const form = {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }
    const query = await send(server.port, { ...form, body: 'Action=GetCallerIdentity' })
    expect(query.text).toContain('<Code>MissingAuthenticationToken</Code>')
    const rest = await send(server.port, { method: 'GET', path: '/2015-03-31/functions', headers: {} })
    expect(rest.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException')
    const half = { ...LIST.headers, authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/x' }
    const broken = await send(server.port, { ...LIST, headers: half })
    expect(broken.text).toContain('IncompleteSignatureException')
  })
})

async function presigned(at: Date, expiresIn: number): Promise<RawRequest> {
  const signer = new SignatureV4({
    credentials: server.client.credentials,
    region: SETTINGS.region,
    service: 'sts',
    sha256: Sha256,
  })
  const { query = {} } = await signer.presign(
    {
      protocol: 'http:',
      hostname: '127.0.0.1',
      method: 'GET',
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host: `127.0.0.1:${server.port}` },
    },
    { signingDate: at, expiresIn },
  )
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return { method: 'GET', path: `/?${search.join('&')}`, headers: {} }
}
