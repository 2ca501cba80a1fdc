import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { awsAccess } from '../../../src/aws/client/connect.js'

const SERVER = 'http://127.0.0.1:4566'
const before = { ...process.env }
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^AWS_(?!SDK)/.test(name)) delete process.env[name]
  process.env['AWS_CONFIG_FILE'] = '/nonexistent/config'
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/nonexistent/credentials'
})
afterEach(() => {
  process.env = { ...before }
})

const reached = async (env: NodeJS.ProcessEnv, region: string | null = null) => {
  Object.assign(process.env, env)
  return awsAccess({ profile: null, region })
}

describe('AWS', () => {
  it('is AWS itself without endpoint variables', async () => {
    expect(await reached({})).toMatchObject({
      target: { kind: 'aws', region: 'ap-northeast-2', endpoint: null },
      endpoints: {},
      invokeUrl: 'https://{apiId}.execute-api.{region}.amazonaws.com/{stage}',
      callerAddressUrl: 'https://checkip.amazonaws.com',
    })
  })

  it('is wholly the server that AWS_ENDPOINT_URL names', async () => {
    expect(await reached({ AWS_ENDPOINT_URL: SERVER })).toMatchObject({
      target: { kind: 'aws', endpoint: SERVER },
      invokeUrl: `${SERVER}/execute-api/{apiId}/{stage}`,
      callerAddressUrl: `${SERVER}/caller-address`,
    })
  })

  it('is elsewhere for one service where its own variable says so', async () => {
    const access = await reached({ AWS_ENDPOINT_URL_API_GATEWAY: SERVER })
    expect(access).toMatchObject({
      target: { endpoint: null },
      endpoints: { API_GATEWAY: SERVER },
      invokeUrl: `${SERVER}/execute-api/{apiId}/{stage}`,
      callerAddressUrl: 'https://checkip.amazonaws.com',
    })
  })

  it("keeps AWS's own invoke URL behind a VPC endpoint", async () => {
    const url = 'https://vpce-0a1b.apigateway.ap-northeast-2.vpce.amazonaws.com'
    expect(await reached({ AWS_ENDPOINT_URL_API_GATEWAY: url })).toMatchObject({
      endpoints: { API_GATEWAY: url },
      invokeUrl: 'https://{apiId}.execute-api.{region}.amazonaws.com/{stage}',
    })
  })

  it('ignores them all where the SDK is told to', async () => {
    const env = { AWS_ENDPOINT_URL: SERVER, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }
    expect(await reached(env)).toMatchObject({ target: { endpoint: null }, endpoints: {} })
  })

  it('has the Region of the flag, else of the environment', async () => {
    expect(await reached({ AWS_REGION: 'us-west-2' }, 'us-east-1')).toMatchObject({
      target: { region: 'us-east-1' },
    })
    expect(await reached({})).toMatchObject({ target: { region: 'us-west-2' } })
  })

  it('has the Region of the profile where nothing else says one', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'lab-profile-')), 'config')
    await writeFile(file, '[profile class]\nregion = eu-west-1\n')
    process.env['AWS_CONFIG_FILE'] = file
    expect(await awsAccess({ profile: 'class', region: null })).toMatchObject({
      target: { region: 'eu-west-1' },
      credentials: { kind: 'default-chain', profile: 'class' },
    })
  })
})
