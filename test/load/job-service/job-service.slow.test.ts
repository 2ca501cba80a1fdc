import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'

const HOST = new URL('../../../src/load/job-service/host', import.meta.url).pathname

const COMMAND = `import os, sys
ROWS_FILE = "rows.txt"
STOP_SIGNAL = "SIGTERM"
def command(load, folder):
    return [sys.executable, "-I", os.path.join(os.path.dirname(os.path.abspath(__file__)), "tool.py"), load["url"], str(load["seconds"])]
`
const ROWS = `from collections import namedtuple
Row = namedtuple("Row", "ended_ms ms ok status users")
class Rows:
    rest = ""
    def take(self, text):
        *lines, self.rest = (self.rest + text).split("\\n")
        return [Row(int(e), int(m), s == "200", int(s), 2) for e, m, s in (line.split() for line in lines)]
`
/** Asks every 50 ms, and writes when it ended, how long it took, and the status. */
const TOOL = `import os, sys, time, urllib.request, urllib.error
open("pid", "w").write(str(os.getpid()))
until = time.time() + float(sys.argv[2])
with open("rows.txt", "w", buffering=1) as rows:
    while time.time() < until:
        began = time.time()
        try: status = urllib.request.urlopen(sys.argv[1], timeout=5).status
        except urllib.error.HTTPError as error: status = error.code
        except OSError: status = 0
        print(round(time.time() * 1000), round((time.time() - began) * 1000), status, file=rows)
        time.sleep(0.05)
`

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

it('a load is counted by the second and status until it is stopped, and its tool is gone then', async () => {
  const url = await target()
  const service = await started()
  expect(await service.swarm(url, 300)).toEqual({ success: true, message: '' })
  expect(await service.swarm(url, 300)).toMatchObject({ success: false })
  const running = await service.seriesWhen(
    ({ seconds }) => total(seconds, '200') > 3 && total(seconds, '503') > 3,
  )
  expect(running).toMatchObject({ schema: 1, state: 'running', users: 2, trouble: null })
  const pid = Number(await readFile(join(service.folder, 'job', 'pid'), 'utf8'))
  expect(process.kill(pid, 0)).toBe(true)
  await service.ask('POST', '/stop')
  const after = await service.seriesWhen(({ state }) => state === 'stopped')
  expect(after).toMatchObject({ users: 0, trouble: null })
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  for (const { ok, failed, status } of after.seconds) {
    expect(counted(ok)).toBe(status['200'] ?? 0)
    expect(counted(failed)).toBe(status['503'] ?? 0)
  }
})

it('a load that nobody stops ends by itself', async () => {
  const service = await started()
  await service.swarm(await target(), 300, 2)
  expect(await service.seriesWhen(({ state }) => state === 'stopped')).toMatchObject({ trouble: null })
})

it('a tool that cannot connect is stopped, and that is told', async () => {
  const service = await started()
  await service.swarm('http://127.0.0.1:9/', 300)
  const ended = await service.seriesWhen(({ state }) => state === 'stopped')
  expect(ended.trouble?.code).toBe('cannot-connect')
})

it.each([
  ['died', 'import sys; sys.exit("no such plan")', 'no such plan'],
  ['disk-full', 'import sys; sys.exit("write: No space left on device")', 'No space left on device'],
])('a tool that ends before its time is told with its last words: %s', async (code, tool, words) => {
  const service = await started(tool)
  await service.swarm('http://127.0.0.1:9/', 300)
  const { trouble } = await service.seriesWhen(({ state }) => state === 'stopped')
  expect(trouble?.code).toBe(code)
  expect(trouble?.said).toContain(words)
})

it('what would be an option or another line of the command is refused, and so is another page', async () => {
  const service = await started()
  expect(await service.swarm('-x', 300)).toMatchObject({ success: false })
  expect(await service.swarm('http://127.0.0.1/\n-x', 300)).toMatchObject({ success: false })
  expect(await service.ask('POST', '/stop', '', { Origin: 'http://other.example' })).toEqual({
    message: 'asked by another page',
  })
})

it('its socket is for its owner alone', async () => {
  const service = await started()
  expect((await stat(service.socket)).mode & 0o777).toBe(0o600)
})

interface Told {
  readonly state: string
  readonly trouble: { readonly code: string; readonly said: string } | null
  readonly seconds: readonly {
    readonly ok: readonly (readonly [number, number])[]
    readonly failed: readonly (readonly [number, number])[]
    readonly status: Readonly<Record<string, number>>
  }[]
}

const total = (seconds: Told['seconds'], status: string): number =>
  seconds.reduce((sum, second) => sum + (second.status[status] ?? 0), 0)
const counted = (buckets: readonly (readonly [number, number])[]): number =>
  buckets.reduce((sum, [, times]) => sum + times, 0)

/** Every second answer is a 503. */
async function target(): Promise<string> {
  let asked = 0
  const server = createServer((_, response) => {
    asked += 1
    response.writeHead(asked % 2 === 0 ? 503 : 200).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  endings.push(async () => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP server')
  return `http://127.0.0.1:${address.port}/`
}

/** The service with an engine whose tool is a few lines of Python, at a Unix socket. */
async function started(tool = TOOL) {
  const folder = await mkdtemp(join(tmpdir(), 'lab-job-'))
  endings.push(() => rm(folder, { recursive: true }))
  await chmod(folder, 0o700)
  await cp(HOST, folder, { recursive: true })
  await writeFile(join(folder, 'tiny_command.py'), COMMAND)
  await writeFile(join(folder, 'tiny_rows.py'), ROWS)
  await writeFile(join(folder, 'tool.py'), tool)
  const socket = join(folder, 's')
  const service = spawn('python3', ['-I', '-B', join(folder, 'job_service.py'), 'tiny'], {
    env: { ...process.env, LAB_PAGE_SOCKET: socket },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(service, 'exit')
  endings.push(() => (service.kill(), ended))
  const ask = async (method: string, path: string, body = '', headers: Record<string, string> = {}) => {
    const asked = request({
      socketPath: socket,
      method,
      path,
      headers: { Host: '127.0.0.1', 'Content-Length': Buffer.byteLength(body), ...headers },
    })
    asked.end(body)
    const [response] = await once(asked, 'response')
    let text = ''
    for await (const piece of response) text += String(piece)
    return JSON.parse(text)
  }
  await vi.waitFor(() => ask('GET', '/lab/series'), 60_000)
  return {
    folder,
    socket,
    ask,
    swarm: (url: string, seconds: number, endAfter = 600) =>
      ask(
        'POST',
        '/swarm',
        new URLSearchParams({
          user_count: '2',
          spawn_rate: '1',
          host: url,
          requests_per_second: '0',
          seconds: String(seconds),
          end_after_seconds: String(endAfter),
        }).toString(),
      ),
    seriesWhen: (holds: (told: Told) => boolean): Promise<Told> =>
      vi.waitFor(
        async () => {
          const told: Told = await ask('GET', '/lab/series')
          if (!holds(told)) throw new Error(`not yet: ${JSON.stringify(told).slice(0, 500)}`)
          return told
        },
        { timeout: 60_000, interval: 100 },
      ),
  }
}
