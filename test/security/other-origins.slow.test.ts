import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { namedEcho, restEcho } from '../cloud/echo.js'
import { needs } from '../run/needs.js'
import { send, startServer } from '../cloud/test-server.js'
import { type LocustProcess, locustProcess, testTarget } from '../load/locust/locust-process.js'
import { locustDriver } from '../../src/load/locust/driver.js'
import { type StrangeBrowser, type StrangePage, strangeBrowser } from './browser.js'

let browser: StrangeBrowser
let evil: StrangePage
beforeAll(async () => {
  browser = await strangeBrowser()
  return async () => browser.close()
})
beforeEach(async () => {
  evil = await browser.open()
  return async () => evil.close()
})

describe('a page of another origin, in a real browser', needs('browser'), () => {
  const ec2 = namedEcho({ signingName: 'ec2', protocol: 'ec2-query', targets: [] }, { DescribeVpcs: {} })
  const ssm = namedEcho(
    { signingName: 'ssm', protocol: 'json', targets: ['AmazonSSM'] },
    { ListCommands: {} },
  )
  const invoked: string[] = []
  let cloud: Awaited<ReturnType<typeof startServer>>
  beforeAll(async () => {
    cloud = await startServer(
      [ec2.service, ssm.service, restEcho('lambda', [['GET', '/2015-03-31/functions']])],
      [
        {
          segment: 'execute-api',
          handle: (request: IncomingMessage, response: ServerResponse) => {
            invoked.push(`${request.method} ${request.url}`)
            response.end('the function')
          },
        },
      ],
    )
    return () => cloud.close()
  })

  it('makes the local cloud do nothing and reads nothing of it', async () => {
    const paths = ['/', '/execute-api/abc/prod', '/2015-03-31/functions', '/health', '/caller-address']
    const tried = await evil.tryAll(
      ['127.0.0.1', 'localhost'].flatMap((name) =>
        paths.map((path) => `http://${name}:${cloud.port}${path}`),
      ),
    )
    expect(tried.filter(({ read }) => read !== 'blocked')).toEqual([])
    expect([...ec2.received, ...ssm.received]).toEqual([])
    expect(invoked).toEqual([])
  })

  it('is no nearer under a name that it makes lead here', async () => {
    const rebound = `http://rebound.example:${cloud.port}`
    await evil.page.goto(`${rebound}/execute-api/abc/prod`)
    expect(await evil.page.textContent('body')).toContain('The Host header is not')
    // The document that the refusal made has the origin that DNS gave it: its requests are of the same origin.
    const tried = await evil.tryAll([`${rebound}/execute-api/abc/prod`, `${rebound}/health`, `${rebound}/`])
    expect(tried.filter(({ read }) => read !== 'blocked' && !read.startsWith('403'))).toEqual([])
    expect(invoked).toEqual([])
    await expect(send(cloud.port, { method: 'GET', path: '/health', headers: {} })).resolves.toMatchObject({
      status: 200,
    })
  })
})

describe('the Locust page', needs('browser'), () => {
  let generator: LocustProcess
  let target: Awaited<ReturnType<typeof testTarget>>
  beforeAll(async () => {
    generator = await locustProcess()
    target = await testTarget(1_000_000)
    await generator.run('start', '1', '--users', '5')
    return async () => {
      await generator.remove()
      target.close()
    }
  })

  it('is neither stopped, nor reset, nor started, nor read by another page', async () => {
    const engine = locustDriver(generator.url)
    const load = { users: 5, spawnRate: 5, durationSeconds: 120, url: target.url }
    await engine.start({ ...load, requestsPerSecond: 20 })
    await expect.poll(async () => (await engine.observe()).users).toBe(5)
    const paths = ['/stop', '/stats/reset', '/stats/requests', '/swarm', '/lab/series', '/']
    const tried = await evil.tryAll(paths.map((path) => `${generator.url}${path}`))
    expect(tried.filter(({ read }) => read !== 'blocked')).toEqual([])
    expect(await engine.observe()).toMatchObject({ state: 'running', users: 5 })
    await engine.stop()
    const { client } = await engine.collect()
    expect(client.requests).toBe(target.answered.ok)
  })

  it('is no nearer under a name that another page makes lead there', async () => {
    const rebound = generator.url.replace('127.0.0.1', 'rebound.example')
    expect((await evil.page.goto(`${rebound}/`))?.status()).toBe(403)
    const tried = await evil.tryAll([`${rebound}/stats/requests`, `${rebound}/stop`])
    expect(tried.filter(({ read }) => read !== 'blocked' && !read.startsWith('403'))).toEqual([])
  })

  it('opens for a person who follows a link to it', async () => {
    await evil.page.setContent(`<a href="${generator.url}/">Locust</a>`)
    await evil.page.click('a')
    await expect.poll(() => evil.page.title()).toContain('Locust')
  })

  it('refuses what a browser marks as of another page, whatever the method, and shows itself in no frame', async () => {
    const { host, port } = new URL(generator.url)
    const get = async (path: string, headers: Record<string, string>) =>
      send(Number(port), { method: 'GET', path, headers: { host, ...headers } })
    for (const site of ['cross-site', 'same-site'])
      for (const path of ['/stop', '/stats/reset', '/stats/requests', '/'])
        expect(await get(path, { 'sec-fetch-site': site }), `${site} ${path}`).toMatchObject({ status: 403 })
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect(await get('/', { ...link, 'sec-fetch-dest': 'iframe' })).toMatchObject({ status: 403 })
    expect(await get('/stop', { ...link, 'sec-fetch-dest': 'document' })).toMatchObject({ status: 403 })
    expect(await get('/', { ...link, 'sec-fetch-dest': 'document' })).toMatchObject({
      status: 200,
      headers: { 'x-frame-options': 'DENY', 'access-control-allow-origin': generator.url },
    })
  })

  it('is not opened either where the browser says little, as to an address on the internet', async () => {
    const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }
    const status = async (path: string, headers: Record<string, string>, method = 'GET') => {
      const answer = await send(Number(new URL(generator.url).port), { method, path, headers })
      return answer.status
    }
    const host = new URL(generator.url).host
    expect(await status('/stats/requests', { ...browser, host })).toBe(403)
    expect(await status('/stats/requests', { ...browser, host, referer: 'http://evil.example/' })).toBe(403)
    expect(await status('/stats/requests', { ...browser, host, origin: 'http://evil.example' })).toBe(403)
    expect(await status('/stop', { ...browser, host, origin: 'null' }, 'POST')).toBe(403)
    expect(await status('/', { ...browser, host })).toBe(200)
    expect(await status('/stats/requests', { ...browser, host, referer: `http://${host}/` })).toBe(200)
    expect(await status('/stats/requests', { host })).toBe(200)
  })
})
