import { beforeAll, describe, expect, it } from 'vitest'
import { namedEcho } from '../echo.js'
import { presigned } from '../../fuzz/requests/sign.js'
import { type RawRequest, send, SETTINGS, signed, startServer } from '../test-server.js'

const secrets = namedEcho(
  { signingName: 'secretsmanager', protocol: 'json', targets: ['secretsmanager'] },
  { ListSecrets: { SecretList: [] } },
)

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer(
    [secrets.service],
    [
      {
        segment: 'broken',
        handle: () => {
          throw new Error('a defect of the endpoint')
        },
      },
    ],
  )
  return () => server.close()
})

const LIST: RawRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.ListSecrets' },
  body: '{}',
}

describe('a signed call that was changed on its way', () => {
  it('is refused also where the added parameter is called as no object’s member can be', async () => {
    const good = await signed(server.port, 'secretsmanager', LIST)
    const answer = await send(server.port, { ...good, path: '/?__proto__=x' })
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('InvalidSignature') })
    expect(secrets.received).toEqual([])
  })

  it('is refused where it names its signed headers twice, or some that every object has', async () => {
    const good = await signed(server.port, 'secretsmanager', LIST)
    for (const added of ['constructor;', 'toString;', '__proto__;', 'content-type;']) {
      const authorization = (good.headers['authorization'] ?? '').replace(
        'SignedHeaders=',
        `SignedHeaders=${added}`,
      )
      const answer = await send(server.port, { ...good, headers: { ...good.headers, authorization } })
      expect(answer, added).toMatchObject({ status: 403, text: expect.stringContaining('Signature') })
    }
    expect(secrets.received).toEqual([])
  })

  it('is refused as a presigned URL that says something twice', async () => {
    const list = {
      ...LIST,
      name: '',
      service: 'secretsmanager',
      query: 'X-Amz-Expires=9999',
      body: Buffer.from('{}'),
    }
    const headers = { ...LIST.headers, host: `127.0.0.1:${server.port}` }
    const { path, query } = presigned(
      { ...list, headers },
      { ...SETTINGS, service: list.service, at: new Date() },
      60,
    )
    const answer = await send(server.port, { ...LIST, path: `${path}?${query}` })
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('IncompleteSignature') })
  })
})

it('outlives an unsigned endpoint that throws', async () => {
  const broken = { method: 'GET', path: '/broken', headers: {} }
  await expect(send(server.port, broken)).resolves.toMatchObject({ status: 500 })
  await expect(send(server.port, { ...broken, path: '/health' })).resolves.toMatchObject({ status: 200 })
})
