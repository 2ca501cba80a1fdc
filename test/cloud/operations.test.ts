import { readFile, writeFile } from 'node:fs/promises'
import { APIGateway } from '@aws-sdk/client-api-gateway'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { SSM } from '@aws-sdk/client-ssm'
import { format } from 'prettier'
import { beforeAll, expect, test } from 'vitest'
import operations from '../../src/cloud/operations.json' with { type: 'json' }
import { operationsOf, startEveryService } from './every-service.js'

type Row = { readonly keep: string } | { readonly remove: string; readonly route?: string }
const table: Readonly<Record<string, Readonly<Record<string, Row>>>> = operations

let cloud: Awaited<ReturnType<typeof startEveryService>>
beforeAll(async () => {
  cloud = await startEveryService()
  return async () => cloud.stop()
})

const kept = (service: string): readonly string[] =>
  Object.entries(table[service] ?? {}).flatMap(([operation, row]) => ('keep' in row ? [operation] : []))

test('operations.json keeps exactly what the services offer', () => {
  const offered = cloud.services.map((service) => [service.signingName, operationsOf(service).toSorted()])
  const said = Object.keys(table).map((service) => [service, kept(service).toSorted()])
  expect(Object.fromEntries(offered)).toEqual(Object.fromEntries(said))
})

test('each file that operations.json says to call an operation is there, and names it', async () => {
  const files = Object.values(table).flatMap((rows) =>
    Object.entries(rows).flatMap(([operation, row]) =>
      'keep' in row && row.keep.includes('/') ? [{ operation, file: row.keep }] : [],
    ),
  )
  expect(files.length).toBeGreaterThan(60)
  for (const { operation, file } of files) {
    const text = (await readFile(file, 'utf8')).toLowerCase()
    // The first start asks REST services by method and path.
    const name = file.startsWith('src/aws/') ? operation.toLowerCase() : ''
    expect(text, file).toContain(name)
  }
})

test('an operation that is not offered is refused by its name, with what to use instead', async () => {
  const gateway = new APIGateway(cloud.options)
  const functions = new Lambda(cloud.options)
  const secrets = new SecretsManager(cloud.options)
  const ssm = new SSM(cloud.options)
  await expect(gateway.importRestApi({ body: Buffer.from('{}') })).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringMatching(/ImportRestApi.*CreateRestApi, CreateResource/),
  })
  await expect(gateway.getTags({ resourceArn: 'arn:aws:apigateway:x::/restapis/a' })).rejects.toThrow(
    /GetTags.*GetRestApi/,
  )
  await expect(
    functions.tagResource({ Resource: 'arn:aws:lambda:a:1:function:f', Tags: {} }),
  ).rejects.toThrow(/TagResource.*CreateFunction/)
  await expect(
    functions.publishLayerVersion({ LayerName: 'l', Content: { ZipFile: Buffer.from('') } }),
  ).rejects.toThrow(/PublishLayerVersion.*zip/)
  await expect(secrets.putSecretValue({ SecretId: 's', SecretString: 'x' })).rejects.toThrow(
    /PutSecretValue.*CreateSecret/,
  )
  await expect(ssm.startSession({ Target: 'i-1' })).rejects.toThrow(/StartSession.*SendCommand/)
  const watch = new CloudWatch(cloud.options)
  await expect(watch.listDashboards({})).rejects.toThrow(/ListDashboards/)
})

test('the README lists what is offered', async () => {
  const file = new URL('../../src/cloud/README.md', import.meta.url)
  const before = await readFile(file, 'utf8')
  const rows = Object.keys(table).map((service) => `| \`${service}\` | ${kept(service).join(', ')} |`)
  const list = ['| service | operations |', '| --- | --- |', ...rows].join('\n')
  const written = await format(
    before.replace(/(<!-- offered:.*-->)[^]*?(<!-- end -->)/, `$1\n\n${list}\n\n$2`),
    { parser: 'markdown', proseWrap: 'preserve' },
  )
  if (process.env['LAB_TEST_WRITE'] === '1') await writeFile(file, written)
  expect(await readFile(file, 'utf8')).toBe(written)
})
