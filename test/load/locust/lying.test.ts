import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { locustApi } from '../../../src/load/locust/api.js'

async function answering(handle: RequestListener) {
  const server = createServer(handle).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  const address = server.address()
  return locustApi(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
}

it.each(['<html>another program</html>', '{"state": 7}', '[]', ''])(
  'says that what answers there is no Locust: %j',
  async (body) => {
    const api = await answering((_, response) => response.end(body))
    const said = { code: 'locust-not-understood', next: { en: expect.stringContaining('lab check') } }
    await expect(api.stats()).rejects.toMatchObject(said)
    await expect(api.series(0)).rejects.toMatchObject(said)
    await expect(api.swarm({})).rejects.toMatchObject(said)
  },
)

it('takes an answer that has no end for none', async () => {
  const api = await answering((_, response) => {
    const chunk = Buffer.alloc(1_048_576)
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', more)
    more()
  })
  await expect(api.swarm({})).rejects.toMatchObject({
    code: 'locust-unreachable',
    cause: { message: expect.stringContaining('larger than') },
  })
})
