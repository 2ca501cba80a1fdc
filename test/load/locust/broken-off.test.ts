import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { locustApi } from '../../../src/load/locust/api.js'

it('takes an answer that breaks off half-way for none', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"success": tr'))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : null
  const api = locustApi(`http://127.0.0.1:${port}`)
  await expect(api.swarm({})).rejects.toMatchObject({ code: 'locust-unreachable' })
  await expect(api.stats()).rejects.toMatchObject({ code: 'locust-unreachable' })
})
