import { afterAll, beforeAll, expect, test } from 'vitest'
import { deployedApi, startGateway, type Functions, type Gateway } from '../gateway-fixture.js'
import { send, type Sent } from '../send.js'

const ALLOWS = { 'Access-Control-Allow-Origin': 'http://page.example' }
const called: string[] = []
const functions: Functions = {
  sharing: async ({ httpMethod }) => {
    called.push(String(httpMethod))
    return { returns: { statusCode: 200, headers: ALLOWS, body: 'shared' } }
  },
}

let gateway: Gateway
let api: string
beforeAll(async () => {
  gateway = await startGateway(functions)
  api = await deployedApi(gateway, [
    { path: '/any', httpMethod: 'ANY', functionName: 'sharing' },
    { path: '/options', httpMethod: 'OPTIONS', functionName: 'sharing' },
    { path: '/options', httpMethod: 'GET', functionName: 'sharing' },
    { path: '/closed', httpMethod: 'GET', functionName: 'sharing' },
    { path: '/of/{proxy+}', httpMethod: 'GET', functionName: 'sharing' },
  ])
})
afterAll(async () => gateway.stop())

const fromPage = { origin: 'http://page.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }
const statusOf = async (path: string, sent: Sent) => (await send(gateway.url(api, path), sent)).status

test.each(['/any', '/options'])(
  'a page of another origin may ask, and read, where the function answers that question: %s',
  async (path) => {
    const preflight = { ...fromPage, 'access-control-request-method': 'GET' }
    const asked = await send(gateway.url(api, path), { method: 'OPTIONS', headers: preflight })
    expect(asked).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': 'http://page.example' },
    })
    expect(await send(gateway.url(api, path), { headers: fromPage })).toMatchObject({ body: 'shared' })
    expect(called.splice(0)).toEqual(['OPTIONS', 'GET'])
  },
)

test('a page of another origin neither writes, nor uses what nobody shares, nor comes by another name', async () => {
  expect(await statusOf('/any', { method: 'POST', headers: fromPage, body: '{}' })).toBe(403)
  expect(await statusOf('/any', { headers: { ...fromPage, 'sec-fetch-mode': 'no-cors' } })).toBe(403)
  expect(await statusOf('/any', { headers: { ...fromPage, host: 'page.example' } })).toBe(403)
  expect(await statusOf('/closed', { headers: fromPage })).toBe(403)
  expect(await statusOf('/of/%ff', { headers: fromPage })).toBe(403)
  expect(called).toEqual([])
})
