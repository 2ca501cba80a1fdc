import { beforeAll, describe, expect, it } from 'vitest'
import { restEcho } from '../echo.js'
import { type RawRequest, send, signed, startServer } from '../test-server.js'

const rest = restEcho('lambda', [
  ['GET', '/functions/{Name}'],
  ['GET', '/functions/all'],
  ['POST', '/functions/{Name}/{Rest+}'],
])

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer([rest])
  return () => server.close()
})

const call = async (service: string, raw: RawRequest) =>
  send(server.port, await signed(server.port, service, raw))

describe('REST routes', () => {
  it('decode labels, prefer the literal path, and let a greedy label take the rest', async () => {
    const get = { method: 'GET', path: '/functions/a%2Fb%20c?Qualifier=1', headers: {} }
    expect(JSON.parse((await call('lambda', get)).text)).toMatchObject({
      labels: { Name: 'a/b c' },
      query: { Qualifier: '1' },
    })
    expect((await call('lambda', { ...get, path: '/functions/all' })).text).toContain(
      '"route":"/functions/all"',
    )
    const greedy = await call('lambda', {
      method: 'POST',
      path: '/functions/x/y/z',
      headers: {},
      body: 'four',
    })
    expect(JSON.parse(greedy.text)).toMatchObject({ labels: { Name: 'x', Rest: 'y/z' }, bytes: 4 })
  })

  it('name the route that they do not know', async () => {
    const answer = await call('lambda', { method: 'GET', path: '/layers/x', headers: {} })
    expect(answer.headers['x-amzn-errortype']).toBe('UnknownOperationException')
    expect(JSON.parse(answer.text)).toMatchObject({
      Type: 'User',
      message: expect.stringContaining('GET /layers/x'),
    })
  })
})
