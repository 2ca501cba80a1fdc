import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Aws } from '../../../src/aws/client/aws.js'
import { openTunnel } from '../../../src/aws/session-manager/tunnel.js'
import { processStartOf } from '../../../src/system/process-identity.js'
import { recordCalls } from '../../account/recorded/recorded.js'
import { access } from '../../core/command.js'
import { awsAt } from '../aws-at.js'

/** Session Manager's two calls, as SSM answers them; a program of the test on the PATH is the plugin, a page the instance. */
let ssm: Server
let page: Server
let dir: string
let cloud: Aws
const asked: { operation: string; body: unknown }[] = []
const environment = { ...process.env }

beforeAll(async () => {
  await recordCalls(import.meta.url)
  dir = await mkdtemp(join(tmpdir(), 'lab-tunnel-'))
  page = createServer((_, response) => response.end('the page')).listen(0, '127.0.0.1')
  ssm = createServer((request, response) => {
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString()))
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).replace('AmazonSSM.', '')
      asked.push({ operation, body: JSON.parse(body) })
      response.setHeader('content-type', 'application/x-amz-json-1.1')
      response.end(JSON.stringify(operation === 'StartSession' ? SESSION : { SessionId: SESSION.SessionId }))
    })
  }).listen(0, '127.0.0.1')
  await Promise.all([once(page, 'listening'), once(ssm, 'listening')])
  const key = { accessKeyId: 'AKIAOFTHETUNNELTEST0', secretAccessKey: 'secret' }
  cloud = awsAt(`http://127.0.0.1:${portOf(ssm)}`, key)
  return async () => {
    process.env = environment
    ssm.close()
    page.close()
    await rm(dir, { recursive: true })
  }
})
beforeEach(async () => {
  asked.length = 0
  const plugin = join(dir, 'session-manager-plugin')
  await copyFile(new URL('session-manager-plugin.mjs', import.meta.url), plugin)
  await chmod(plugin, 0o700)
  Object.assign(process.env, {
    PATH: `${dir}${delimiter}${environment['PATH']}`,
    PLUGIN_VERSION: '1.2.707.0',
    PLUGIN_LOG: join(dir, 'log'),
    PLUGIN_TARGET: String(portOf(page)),
  })
})

const SESSION = {
  SessionId: 'lab-0a1b',
  StreamUrl: 'wss://ssm/data-channel/lab-0a1b',
  TokenValue: 'LETS-ITS-BEARER-IN',
}

describe('a tunnel', () => {
  it('reaches the port of the instance from here, and ends with its session', async () => {
    const tunnel = await openTunnel(cloud, 'i-0123456789abcdef0', 8089)
    expect(await fetch(tunnel.url).then((answer) => answer.text())).toBe('the page')
    await tunnel.close()
    await expect(fetch(tunnel.url)).rejects.toThrow('fetch failed')
    expect(asked).toMatchObject([
      {
        operation: 'StartSession',
        body: {
          Target: 'i-0123456789abcdef0',
          DocumentName: 'AWS-StartPortForwardingSession',
          Parameters: { portNumber: ['8089'] },
        },
      },
      { operation: 'TerminateSession', body: { SessionId: SESSION.SessionId } },
    ])
  })

  it('is at a port that the plugin has opened itself: none that was free a moment ago', async () => {
    const tunnel = await openTunnel(cloud, 'i-0123456789abcdef0', 8089)
    expect(asked[0]?.body).toMatchObject({ Parameters: { portNumber: ['8089'] } })
    expect(asked[0]?.body).not.toHaveProperty(['Parameters', 'localPortNumber'])
    expect(tunnel.url).toBe(`http://127.0.0.1:${(await lastStart()).port}`)
    await tunnel.close()
  })

  it('hands the plugin its token where other users of the computer cannot read it', async () => {
    await (await openTunnel(cloud, 'i-0123456789abcdef0', 8089)).close()
    const { argv, session, region, operation } = await lastStart()
    expect(session).toEqual(SESSION)
    expect(argv.join(' ')).not.toContain(SESSION.TokenValue)
    expect({ region, operation }).toEqual({ region: access.target.region, operation: 'StartSession' })
  })

  it('ends with a lab that leaves at once', async () => {
    const built = (file: string) => new URL(`../../../dist/src/aws/${file}`, import.meta.url).href
    const leaving = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `
      import { aws } from '${built('client/aws.js')}'
      import { openTunnel } from '${built('session-manager/tunnel.js')}'
      await openTunnel(aws(${JSON.stringify(cloud.access)}), 'i-0123456789abcdef0', 8089)
      process.exit(130)`,
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    )
    expect(await once(leaving, 'exit')).toEqual([130, null])
    const { pid } = await lastStart()
    await expect.poll(() => processStartOf(pid)).toBeNull()
  })

  it('says what to install where the plugin is missing or old, and what it said where it ends', async () => {
    process.env['PLUGIN_VERSION'] = '1.2.497.0'
    await expect(openTunnel(cloud, 'i-1', 8089)).rejects.toMatchObject({ code: 'old-session-plugin' })
    process.env['PLUGIN_VERSION'] = '1.2.707.0'
    delete process.env['PLUGIN_TARGET']
    await expect(openTunnel(cloud, 'i-1', 8089)).rejects.toMatchObject({
      code: 'tunnel-ended',
      why: { en: expect.stringContaining('refused by the test') },
    })
    process.env['PATH'] = dir
    await rm(join(dir, 'session-manager-plugin'))
    await expect(openTunnel(cloud, 'i-1', 8089)).rejects.toMatchObject({
      code: 'no-session-plugin',
      next: { en: expect.stringContaining('--tunnel') },
    })
    expect(asked.filter(({ operation }) => operation === 'TerminateSession')).toHaveLength(3)
  })
})

/** What the plugin was started with the last time. */
async function lastStart() {
  const [started] = (await readFile(join(dir, 'log'), 'utf8')).trim().split('\n').slice(-1)
  return JSON.parse(started ?? '')
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP server')
  return address.port
}
