import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { beforeAll, describe, expect, it } from 'vitest'
import { namedEcho } from '../echo.js'
import { type RawRequest, send, signed, startServer } from '../test-server.js'

const secrets = namedEcho(
  { signingName: 'secretsmanager', protocol: 'json', targets: ['secretsmanager'] },
  { ListSecrets: { SecretList: [] } },
)
const opened: string[] = []

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer(
    [secrets.service],
    [
      {
        segment: 'execute-api',
        handle: (request, response) => {
          opened.push(request.url ?? '')
          response.end('open')
        },
      },
    ],
  )
  return () => server.close()
})

const get = (path: string, headers: Record<string, string>): RawRequest => ({ method: 'GET', path, headers })

describe('a web page of another origin', () => {
  it('reaches no service, not even with a good signature', async () => {
    const list = {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.ListSecrets' },
      body: '{}',
    }
    const good = await signed(server.port, 'secretsmanager', list)
    for (const marks of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await send(server.port, { ...good, headers: { ...good.headers, ...marks } })
      expect(answer.status).toBe(403)
    }
    expect(secrets.received).toEqual([])
    await expect(new SecretsManager(server.client).listSecrets({})).resolves.toMatchObject({ SecretList: [] })
  })

  it('cannot use an unsigned endpoint in the background, but a person may follow a link to it', async () => {
    const background = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'image',
    }
    await expect(send(server.port, get('/execute-api/a/prod', background))).resolves.toMatchObject({
      status: 403,
    })
    expect(opened).toEqual([])
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    await expect(send(server.port, get('/execute-api/a/prod', link))).resolves.toMatchObject({ status: 200 })
    await expect(send(server.port, get('/execute-api?x=/health', {}))).resolves.toMatchObject({
      text: 'open',
    })
    expect(opened).toEqual(['/execute-api/a/prod', '/execute-api?x=/health'])
  })

  it('cannot come by a name of its own that leads here', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      `127.0.0.1:${server.port + 1}`,
    ]) {
      await expect(send(server.port, get('/execute-api/a/prod', { host }))).resolves.toMatchObject({
        status: 403,
      })
      await expect(send(server.port, get('/health', { host }))).resolves.toMatchObject({ status: 403 })
    }
    const local = { host: `localhost:${server.port}` }
    await expect(send(server.port, get('/health', local))).resolves.toMatchObject({ status: 200 })
  })
})

it('tells its health with the nonce, and callers their address', async () => {
  const health = await send(server.port, get('/health', {}))
  expect(JSON.parse(health.text)).toMatchObject({ status: 'ok', nonce: 'the-nonce', pid: process.pid })
  const address = await send(server.port, get('/caller-address', {}))
  expect(address).toMatchObject({ status: 200, text: '127.0.0.1\n' })
})
