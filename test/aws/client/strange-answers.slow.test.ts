import type { RequestListener, ServerResponse } from 'node:http'
import { STS } from '@aws-sdk/client-sts'
import { expect, it, onTestFinished } from 'vitest'
import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { type Bounds, WholeAnswers } from '../../../src/aws/client/whole-answers.js'
import type { SdkCall } from '../../../src/aws/permissions/sdk-call.js'
import { SDK_CALLS } from '../../../src/aws/permissions/sdk-calls.js'
import { answeredBy } from '../answered-by.js'

const PAGE = '<!doctype html><html><body>Sign in to the network</body></html>'

const STRANGE: readonly [string, RequestListener, string][] = [
  [
    'a web page',
    (_, response) => response.setHeader('content-type', 'text/html').end(PAGE),
    'not-the-service',
  ],
  ['a web page that says nothing of itself', (_, response) => response.end(PAGE), 'not-the-service'],
  [
    'a web page that says that there is nothing',
    (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end(PAGE),
    'not-the-service',
  ],
  ['some text', (_, response) => response.end('hello'), 'not-the-service'],
  [
    'another service’s XML',
    (_, response) => response.end('<OtherResponse><a>1</a></OtherResponse>'),
    'not-the-service',
  ],
  ['an empty object', (_, response) => response.end('{}'), 'not-the-service'],
  ['another program’s object', (_, response) => response.end('{"hello":1}'), 'not-the-service'],
  ['with nothing', (_, response) => response.end(), 'not-the-service'],
  [
    'another program’s error',
    (_, response) => response.writeHead(404).end('{"error":"not found"}'),
    'not-the-service',
  ],
  [
    'another program’s failure',
    (_, response) => response.writeHead(500).end('{"hello":1}'),
    'not-the-service',
  ],
  [
    'that it is elsewhere',
    (_, response) => response.writeHead(301, { location: '/' }).end(),
    'not-the-service',
  ],
  ['a list', (_, response) => response.end('[1]'), 'not-the-service'],
  ['an answer that is cut off', cutOff, 'unreachable'],
]

it.each(STRANGE)(
  'every call that is answered %s fails, and says what is there instead',
  async (_, answer, code) => {
    const { cloud, close } = await answeredBy((request, response) => {
      request.resume().on('end', () => answer(request, response))
    })
    onTestFinished(close)
    const onAws = aws({ ...cloud.access, target: { ...cloud.access.target, kind: 'aws' } })
    const calls = SDK_CALLS.filter(({ operation }) => operation !== 'Invoke')
    const outcomes = await Promise.all(calls.map((call) => outcomeOf(onAws, call)))
    expect(outcomes).toEqual(
      calls.map(({ operation }) => ({
        code,
        what: { en: expect.stringContaining(operation), ko: expect.stringContaining(operation) },
        next: {
          en: expect.stringContaining('AWS_ENDPOINT_URL'),
          ko: expect.stringContaining('AWS_ENDPOINT_URL'),
        },
      })),
    )
  },
)

it('an answer that never ends is given up in time', async () => {
  const never = (_: unknown, response: ServerResponse) => void response.write('<GetCallerIdentityResponse>')
  await expect(answerTo(never, { withinMs: 50, bytes: 1_000_000 })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
})

it('an answer that is larger than any of AWS is given up before it is in memory', async () => {
  let sent = 0
  const endless = (_: unknown, response: ServerResponse) => {
    while (!response.destroyed && response.write('x'.repeat(1_024))) sent += 1_024
    if (!response.destroyed) response.once('drain', () => endless(_, response))
  }
  await expect(answerTo(endless, { withinMs: 600_000, bytes: 10_000 })).rejects.toMatchObject({
    name: 'NotTheService',
  })
  expect(sent).toBeLessThan(100_000_000)
})

async function answerTo(handle: RequestListener, bounds: Bounds): Promise<unknown> {
  const { cloud, close } = await answeredBy(handle)
  onTestFinished(close)
  return new STS({
    endpoint: cloud.access.target.endpoint ?? '',
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: new WholeAnswers({}, bounds),
  }).getCallerIdentity({})
}

function cutOff(...[, response]: Parameters<RequestListener>): void {
  response.setHeader('content-length', '1000')
  response.write('{"a"', () => response.destroy())
}

async function outcomeOf(cloud: Aws, call: SdkCall): Promise<unknown> {
  const client = await clientOf(cloud, call)
  const method: unknown = Reflect.get(client, `${call.operation[0]?.toLowerCase()}${call.operation.slice(1)}`)
  if (typeof method !== 'function') throw new Error(`${call.service} has no ${call.operation}.`)
  try {
    const answered: unknown = await Reflect.apply(method, client, [INPUT])
    return { ...call, answered }
  } catch (thrown) {
    const { code, what, next } = Object(thrown)
    return { code, what, next, ...(code === undefined && { call, thrown }) }
  }
}

/** All that is part of an address in one of the calls. */
const INPUT = {
  FunctionName: 'f',
  Name: 'n',
  Qualifier: 'q',
  Resource: 'r',
  StatementId: 's',
  ARN: 'a',
  TagKeys: ['t'],
  restApiId: 'a',
  resourceId: 'r',
  parentId: 'p',
  deploymentId: 'd',
  stageName: 's',
  httpMethod: 'GET',
  statusCode: '200',
  pathPart: 'p',
  Tags: {},
  Code: {},
  Role: 'r',
}

function clientOf(cloud: Aws, { service }: SdkCall): Promise<object> {
  switch (service) {
    case 'STS':
      return cloud.sts()
    case 'EC2':
      return cloud.ec2()
    case 'Cloud9':
      return cloud.cloud9()
    case 'IAM':
      return cloud.iam()
    case 'SSM':
      return cloud.ssm()
    case 'Lambda':
      return cloud.lambda()
    case 'API Gateway':
      return cloud.apiGateway()
    case 'CloudWatch':
      return cloud.cloudWatch()
    case 'Secrets Manager':
      return cloud.secretsManager()
    case 'Service Quotas':
      return cloud.serviceQuotas()
    case 'CloudFormation':
      return cloud.cloudFormation()
    case 'Pricing':
      return cloud.pricing()
  }
}
