import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { answeredBy } from '../answered-by.js'
import { poisonedVariables, variablesOfTheSdk } from './poisoned-variables.js'

test('the calls to a local cloud are the same whatever the shell and ~/.aws/config say', async () => {
  poison()
  const poisoned = await callsOfEveryClient()
  vi.unstubAllEnvs()
  const clean = await callsOfEveryClient()
  expect(poisoned.map(({ client }) => client)).toEqual(Object.keys(CALLS))
  expect(poisoned).toEqual(clean)
})

test('every variable that the SDK has in its source is among those that are tried', async () => {
  const tried = Object.keys(poisonedVariables('/nowhere'))
  expect((await variablesOfTheSdk()).filter((name) => !tried.includes(name))).toEqual([])
})

/** In the environment and, as far as that file knows it, in the configuration file too. */
function poison(): void {
  const dir = mkdtempSync(join(tmpdir(), 'lab-aws-'))
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true })
    vi.unstubAllEnvs()
  })
  const config = join(dir, 'config')
  const lines = ['use_fips_endpoint = true', 'use_dualstack_endpoint = true', 'defaults_mode = bogus']
  const more = [
    'retry_mode = bogus',
    'max_attempts = many',
    'region = mars-north-1',
    'sdk_ua_app_id = theirs',
  ]
  const last = ['endpoint_url = http://127.0.0.1:1', 'disable_request_compression = perhaps']
  writeFileSync(config, ['[default]', ...lines, ...more, ...last].join('\n'))
  for (const [name, value] of Object.entries(poisonedVariables(config))) vi.stubEnv(name, value)
}

interface Call {
  readonly client: string
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: Record<string, unknown>
  readonly scope: string | undefined
}

async function callsOfEveryClient(): Promise<Call[]> {
  const seen: IncomingMessage[] = []
  const { cloud, close } = await answeredBy((request, response) => {
    seen.push(request)
    request.resume().on('end', () => response.writeHead(400).end('{"__type":"Refused"}'))
  })
  const local = aws({
    ...cloud.access,
    target: { ...cloud.access.target, kind: 'local' },
    credentials: { kind: 'static', accessKeyId: 'AKIALAB', secretAccessKey: 'secret' },
  })
  const calls: Call[] = []
  for (const [client, call] of Object.entries(CALLS)) {
    // What it was refused with is of no interest, only what it asked.
    await call(local).catch(() => undefined)
    for (const request of seen.splice(0)) calls.push(asked(client, request))
  }
  close()
  return calls
}

/** Without what differs from call to call. */
function asked(client: string, { method, url, headers }: IncomingMessage): Call {
  const { authorization = '', ...others } = headers
  const changing = new Set(['host', 'x-amz-date', 'amz-sdk-invocation-id', 'content-length'])
  const lasting = Object.entries(others).filter(([name]) => !changing.has(name))
  return {
    client,
    method,
    url,
    headers: Object.fromEntries(lasting),
    scope: /Credential=([^/]+)\/\d+\/([^,]+)/.exec(authorization)?.slice(1).join(' '),
  }
}

const CALLS: Readonly<Record<string, (cloud: Aws) => Promise<unknown>>> = {
  apiGateway: async (cloud) => (await cloud.apiGateway()).getRestApis({}),
  apiGatewayDeployments: async (cloud) => (await cloud.apiGatewayDeployments()).getRestApis({}),
  cloud9: async (cloud) => (await cloud.cloud9()).listEnvironments({}),
  cloudFormation: async (cloud) => (await cloud.cloudFormation()).listStacks({}),
  cloudWatch: async (cloud) => (await cloud.cloudWatch()).listMetrics({}),
  ec2: async (cloud) => (await cloud.ec2()).describeVpcs({}),
  iam: async (cloud) => (await cloud.iam()).listRoles({}),
  lambda: async (cloud) => (await cloud.lambda()).listFunctions({}),
  lambdaInvokes: async (cloud) => (await cloud.lambdaInvokes()).invoke({ FunctionName: 'f' }),
  secretsManager: async (cloud) => (await cloud.secretsManager()).listSecrets({}),
  serviceQuotas: async (cloud) => (await cloud.serviceQuotas()).listServices({}),
  pricing: async (cloud) => (await cloud.pricing()).describeServices({}),
  ssm: async (cloud) => (await cloud.ssm()).describeInstanceInformation({}),
  sts: async (cloud) => (await cloud.sts()).getCallerIdentity({}),
}
