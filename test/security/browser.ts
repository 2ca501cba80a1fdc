import { createServer } from 'node:http'
import { once } from 'node:events'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../browser/launch.js'

/** A page of another origin, open in a real browser, and what it can try. */
export interface StrangePage {
  readonly page: Page
  /** Every way in which a page can send something without asking; resolves when all were tried. */
  tryAll(urls: readonly string[]): Promise<readonly Tried[]>
  close(): Promise<void>
}

export interface Tried {
  readonly how: string
  readonly url: string
  /** `blocked`: the page learnt nothing but that it failed; anything else is what it could read. */
  readonly read: string
}

/** A real browser; each of its pages is open under a name of another site that leads to this machine, and knows no other page. */
export interface StrangeBrowser {
  open(): Promise<StrangePage>
  close(): Promise<void>
}

export async function strangeBrowser(): Promise<StrangeBrowser> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>evil</title><body></body>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The page has no port')
  const browser = await launched()
  return {
    open: async () => {
      const page = await browser.newPage()
      await page.goto(`http://evil.example:${address.port}/`)
      return {
        page,
        tryAll: async (urls) => {
          const tried = urls.map(async (url) =>
            (await page.evaluate(everyWay, url)).map((one) => ({ ...one, url })),
          )
          return (await Promise.all(tried)).flat()
        },
        close: async () => page.context().close(),
      }
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

/** Runs in the page. */
async function everyWay(url: string): Promise<{ readonly how: string; readonly read: string }[]> {
  const fetching = async (how: string, init: RequestInit) => {
    const read = await fetch(url, { signal: AbortSignal.timeout(5_000), ...init }).then(
      async (response) =>
        response.type === 'opaque' ? 'blocked' : `${response.status} ${await response.text()}`,
      () => 'blocked',
    )
    return { how, read }
  }
  const loading = async (how: string, tag: 'img' | 'script' | 'iframe' | 'link', name: 'src' | 'href') => {
    const element = document.createElement(tag)
    const read = await new Promise<string>((resolve) => {
      element.addEventListener('load', () => resolve(tag === 'iframe' ? 'blocked' : 'loaded'))
      element.addEventListener('error', () => resolve('blocked'))
      setTimeout(() => resolve('blocked'), 3_000)
      if (tag === 'link') element.setAttribute('rel', 'stylesheet')
      element.setAttribute(name, url)
      document.body.append(element)
    })
    element.remove()
    return { how, read }
  }
  const submitting = async (how: string, method: 'get' | 'post') => {
    const frame = document.createElement('iframe')
    frame.name = `frame-${Math.random()}`
    const form = document.createElement('form')
    Object.assign(form, { action: url, method, target: frame.name })
    const field = document.createElement('input')
    Object.assign(field, { name: 'Action', value: 'DescribeVpcs' })
    form.append(field)
    document.body.append(frame, form)
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve)
      setTimeout(resolve, 3_000)
    })
    form.submit()
    await loaded
    form.remove()
    frame.remove()
    return { how, read: 'blocked' }
  }
  return [
    await fetching('fetch', {}),
    await fetching('fetch without CORS', { mode: 'no-cors' }),
    await fetching('fetch without a referrer', { mode: 'no-cors', referrerPolicy: 'no-referrer' }),
    await fetching('post of text', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }),
    await fetching('post without CORS', {
      method: 'POST',
      mode: 'no-cors',
      body: 'user_count=1&spawn_rate=1',
    }),
    await fetching('post with headers', {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSSM.ListCommands' },
    }),
    await fetching('put', { method: 'PUT', body: '{}' }),
    await loading('image', 'img', 'src'),
    await loading('script', 'script', 'src'),
    await loading('style sheet', 'link', 'href'),
    await loading('frame', 'iframe', 'src'),
    await submitting('form', 'post'),
    await submitting('form by GET', 'get'),
    { how: 'beacon', read: navigator.sendBeacon(url, 'user_count=1') ? 'blocked' : 'blocked' },
  ]
}

const launched = (): Promise<Browser> =>
  launchBrowser(
    // The page comes from loopback itself, so what browsers do between address spaces would not be seen; and it is young.
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
    // Every name leads to this machine, as it would with an attacker's DNS.
    '--host-resolver-rules=MAP *.example 127.0.0.1',
    '--no-proxy-server',
  )
