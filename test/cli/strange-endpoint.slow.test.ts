import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { labStore } from '../../src/cli/connect/lab-store.js'
import type { Row } from '../../src/core/ledger.js'
import { sampleRow, sampleState } from '../core/samples.js'
import { Bench, LAB } from './lab-process.js'

const ACCOUNT = '123456789012'

const STRANGE: Readonly<Record<string, RequestListener>> = {
  'an empty object': (_, response) => response.end('{}'),
  'another program’s object': (_, response) => response.end('{"hello":1}'),
}

describe.each(Object.entries(STRANGE))('where AWS is asked and a program answers %s', (_, answer) => {
  test('`lab doctor` finds none of the account’s parts, and says what answered', async () => {
    const { lab } = await accountAt(answer)
    const { code, stdout } = await lab('doctor', '--target', 'aws', '--json')
    const { checks } = JSON.parse(stdout)
    const ok = checks.filter(({ state }: { state: string }) => state === 'ok')
    expect(code).toBe(1)
    expect(ok.map(({ id }: { id: string }) => id)).toEqual(['node', 'credentials', 'clock', 'state', 'lock'])
    const functions = checks.find(({ id }: { id: string }) => id === 'function')
    expect(functions.detail).toContain('What answered Lambda GetFunction is not Lambda.')
    expect(functions.fix).toContain('AWS_ENDPOINT_URL')
  })

  test('`lab next` makes nothing, and says what answered', async () => {
    const { lab, state } = await accountAt(answer)
    const { code, stderr } = await lab('next', '--target', 'aws', '--yes')
    expect(code).not.toBe(0)
    expect(stderr).toContain('[not-the-service]')
    expect((await state())?.rows ?? []).toEqual([])
  })

  test('`lab reset` takes nothing for gone, and says what answered', async () => {
    const { lab, endpoint, store, state } = await accountAt(answer)
    const target = { kind: 'aws', region: 'ap-northeast-2', account: ACCOUNT, endpoint } as const
    await store.save(sampleState({ target, rows: ROWS }))
    const { code, stdout, stderr } = await lab('reset', '--yes')
    expect(code).not.toBe(0)
    expect((stdout + stderr).replaceAll(/\s+/g, ' ')).toMatch(/What answered .* is not /)
    expect((await state())?.rows.map(({ key, status }) => [key, status])).toEqual(
      ROWS.map(({ key }) => [key, expect.not.stringMatching('gone')]),
    )
  })
})

/** Neither is waited for longer than some minutes, nor kept. */
const WITHOUT_END: Readonly<Record<string, readonly [RequestListener, string]>> = {
  nothing: [() => undefined, '[unreachable]'],
  'a byte now and then': [dripping, '[unreachable]'],
  'without an end': [
    (_, response) => void pipeline(endless(), response, () => undefined),
    '[not-the-service]',
  ],
}

describe.each(Object.entries(WITHOUT_END))('where AWS is asked and there comes %s', (_, [answer, code]) => {
  test('`lab next` makes nothing, says so, and ends', async () => {
    const { lab, state } = await accountAt(answer, { NODE_OPTIONS: `--import=${HASTY_CLOCK}` })
    const next = await lab('next', '--target', 'aws', '--yes')
    expect(next.code).not.toBe(0)
    expect(next.stderr).toContain(code)
    expect(next.stderr).toContain('AWS_ENDPOINT_URL')
    expect(next.stderr).not.toContain('@smithy')
    expect((await state())?.rows ?? []).toEqual([])
  })
})

test('`lab doctor` asks the services of an account side by side, and waits for a silent one no longer than for all', async () => {
  const waiting: Parameters<RequestListener>[1][] = []
  // None is answered before the fifth has asked.
  const { lab } = await accountAt((_, response) => {
    waiting.push(response)
    if (waiting.length >= 5) for (const one of waiting) one.end('{}')
  })
  const { code, stdout } = await lab('doctor', '--target', 'aws', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout).checks.length).toBeGreaterThan(10)
})

function dripping(...[, response]: Parameters<RequestListener>): void {
  const drops = setInterval(() => response.write(' '), 20)
  response.once('close', () => clearInterval(drops))
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(1 << 20, ' ')
}

const HASTY_CLOCK = new URL('../processes/hasty-clock.mjs', import.meta.url).href

const ROWS: readonly Row[] = [sampleRow()]

/** An account that tells whose it is, and everything else as that program would. */
async function accountAt(answer: RequestListener, more: Readonly<Record<string, string>> = {}) {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (!body.includes('Action=GetCallerIdentity')) return answer(request, response)
      response.end(WHOSE)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const bench = new Bench()
  const env = {
    HOME: bench.world,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'ap-northeast-2',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...more,
  }
  const store = labStore(join(bench.dir, '.lab'))
  return {
    endpoint,
    store,
    state: () => store.read(),
    lab: (...args: readonly string[]) => bench.run(args, env, LAB),
  }
}

const WHOSE = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Account>${ACCOUNT}</Account><Arn>arn:aws:iam::${ACCOUNT}:user/me</Arn><UserId>AIDA</UserId>
</GetCallerIdentityResult></GetCallerIdentityResponse>`
