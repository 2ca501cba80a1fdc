import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { leftOf } from '../../../src/cloud/control/leftovers.js'
import { temporaryFolder } from '../temporary.js'

test('a port that goes while it is looked for is not left, and one that stays is named', async () => {
  const goes = await listening()
  const stays = await listening()
  // As of a process that is just ending: there when it is first looked for, gone the next time.
  goes.server.once('connection', () => goes.server.close())
  const dir = join(await temporaryFolder(), 'gone')
  const traces = (...ports: readonly number[]) => ({
    dir,
    marks: ['LAB_TEST_MARK=of-nobody'],
    ports: ports.map((port) => ({ host: '127.0.0.1', port })),
  })
  expect(await leftOf(traces(goes.port))).toEqual([])
  expect(await leftOf(traces(stays.port))).toEqual([
    { en: `port 127.0.0.1:${stays.port}`, ko: `포트 127.0.0.1:${stays.port}` },
  ])
})

async function listening() {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 }
}
