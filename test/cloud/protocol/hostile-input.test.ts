import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { namedEcho } from '../echo.js'
import { type RawRequest, send, signed, startServer } from '../test-server.js'

const ec2 = namedEcho(
  { signingName: 'ec2', protocol: 'ec2-query', targets: [] },
  { DescribeInstances: { reservationSet: [] } },
)
const secrets = namedEcho(
  { signingName: 'secretsmanager', protocol: 'json', targets: ['secretsmanager'] },
  { GetSecretValue: {} },
)

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer([ec2.service, secrets.service])
  return () => server.close()
})
beforeEach(() => {
  for (const echo of [ec2, secrets]) echo.received.length = 0
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

describe('hostile input', () => {
  it('cannot reach an object’s prototype', async () => {
    await call(
      'secretsmanager',
      json('secretsmanager.GetSecretValue', '{"__proto__":{"admin":true},"constructor":1}'),
    )
    await call('ec2', form('Action=DescribeInstances&__proto__.admin=true&constructor.prototype.admin=true'))
    for (const input of [secrets.received[0] ?? {}, ec2.received[0] ?? {}]) {
      expect(Object.getPrototypeOf(input)).toBeNull()
      expect(Object.keys(input)).toContain('__proto__')
      expect(input['admin']).toBeUndefined()
    }
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  it('is refused when it is too deep, too much, too large or not what it says', async () => {
    const deep = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`
    const nested = `Action=DescribeInstances&${'a.'.repeat(50)}b=1`
    const refused = [
      await call('secretsmanager', json('secretsmanager.GetSecretValue', deep)),
      await call('secretsmanager', json('secretsmanager.GetSecretValue', `[${'1,'.repeat(100)}1]`)),
      await call('secretsmanager', json('secretsmanager.GetSecretValue', `{"a":[${'1,'.repeat(100_000)}1]}`)),
      await call('secretsmanager', json('secretsmanager.GetSecretValue', Buffer.from([0x7b, 0xff, 0x7d]))),
      await call('ec2', form(nested)),
      await call(
        'ec2',
        form(
          `Action=DescribeInstances&${Array.from({ length: 2_001 }, (_, index) => `a${index}=1`).join('&')}`,
        ),
      ),
      await call('ec2', form('Action=DescribeInstances&a=1&a.b=2')),
    ]
    for (const answer of refused)
      expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('SerializationException') })
    const large = await call(
      'secretsmanager',
      json('secretsmanager.GetSecretValue', ' '.repeat(9 * 1024 * 1024)),
    )
    expect(large.status).toBe(413)
    // One that does not say how long it is.
    const unsaid = json('secretsmanager.GetSecretValue', ' '.repeat(8 * 1024 * 1024 + 1))
    const chunked = { ...unsaid, headers: { ...unsaid.headers, 'transfer-encoding': 'chunked' } }
    expect((await call('secretsmanager', chunked)).status).toBe(413)
    expect([...secrets.received, ...ec2.received]).toEqual([])
  })

  it('is refused when its headers are too large, or name an entity for a document that nobody reads', async () => {
    const headers = { 'x-amz-meta': 'x'.repeat(20_000) }
    await expect(send(server.port, { method: 'GET', path: '/', headers })).resolves.toMatchObject({
      status: 431,
    })
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
    const asXml = { ...form(laughs), headers: { 'content-type': 'text/xml' } }
    await expect(call('ec2', asXml)).resolves.toMatchObject({ status: 404 })
    expect(ec2.received).toEqual([])
  })

  it('comes back in XML as the text that it was, never as markup', async () => {
    const value = '</code><injected/>&a;<![CDATA[x]]>"\''
    const answer = await call('ec2', form(`Action=${encodeURIComponent(value)}`))
    expect(answer.text).not.toContain('<injected')
    expect(answer.text).not.toContain('&a;')
    expect(answer.text).toContain('&lt;injected/&gt;&amp;a;')
  })

  it('does not tell a secret back in the error about it', async () => {
    const answer = await call(
      'secretsmanager',
      json('secretsmanager.GetSecretValue', '{"SecretString":"hunter2"'),
    )
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('hunter2')
  })
})
