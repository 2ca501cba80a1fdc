import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { LabError } from '../../core/errors.js'
import { portsExhausted } from '../../core/ports-exhausted.js'
import { errorCode } from '../../system/error-codes.js'
import { verbatim } from '../../system/text.js'

/** Rejects with `loopback-down` where this computer cannot reach itself: an interface that is down lets itself be bound. */
export async function requireLoopback(host = '127.0.0.1'): Promise<void> {
  const server = createServer()
  try {
    await once(server.listen({ host, port: 0 }), 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const caller = connect({ host, port, timeout: LONGEST_MS }, () => caller.destroy())
    caller.once('timeout', () => caller.destroy(new Error(`${host} does not answer.`)))
    await once(caller, 'close')
  } catch (cause) {
    throw isShortOfPorts(cause)
      ? new LabError({ ...unreached(host), ...portsExhausted(cause), cause })
      : loopbackDown(host, cause)
  } finally {
    server.close()
  }
}

/** In a computer's own memory: a busy one still needs far less. */
const LONGEST_MS = 5_000

const isShortOfPorts = (cause: unknown): cause is Error =>
  cause instanceof Error && ['EADDRNOTAVAIL', 'EADDRINUSE'].includes(errorCode(cause) ?? '')

const unreached = (host: string) => ({
  what: {
    en: `This computer cannot reach itself at ${host}.`,
    ko: `이 컴퓨터가 자신의 주소 ${host}에 연결할 수 없습니다.`,
  },
})

function loopbackDown(host: string, cause: unknown): LabError {
  return new LabError({
    code: 'loopback-down',
    ...unreached(host),
    why: verbatim(cause instanceof Error ? cause.message : String(cause)),
    next: {
      en: 'Bring the loopback interface up, as with `sudo ip link set lo up`, then type the same command again.',
      ko: '`sudo ip link set lo up`으로 루프백 인터페이스를 켠 뒤 같은 명령을 다시 실행하세요.',
    },
    cause,
  })
}
