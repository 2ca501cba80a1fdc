import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordCalls } from '../account/recorded/recorded.js'
import { Bench, LAB } from './lab-process.js'

/** Products as the Price List tells them: usage type, and the price of each tier by where it begins. */
const PRODUCTS: Readonly<Record<string, readonly (readonly [string, Readonly<Record<string, string>>])[]>> = {
  AWSLambda: [
    ['APN2-Lambda-GB-Second-ARM', { 0: '0.0000133334' }],
    ['APN2-Lambda-GB-Second', { 6000000000: '0.0000150000', 0: '0.0000170000' }],
    ['APN2-Request', { 0: '0.0000002100' }],
  ],
  AmazonApiGateway: [['APN2-ApiGatewayHttpRequest', { 0: '0.0000012300' }]],
  AmazonEC2: [['APN2-BoxUsage:c5.xlarge', { 0: '0.2000000000' }]],
}

let server: Server
let asked: unknown[]
let recording: Readonly<Record<string, string>>
let answer: 'prices' | 'refusal'
beforeAll(async () => {
  recording = await recordCalls(import.meta.url)
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const query: { ServiceCode: string } = JSON.parse(body)
      asked.push({ target: request.headers['x-amz-target'], ...query })
      response.setHeader('content-type', 'application/x-amz-json-1.1')
      if (answer === 'refusal') {
        response.statusCode = 400
        response.end(JSON.stringify({ __type: 'AccessDeniedException', Message: 'not allowed to ask' }))
      } else response.end(JSON.stringify({ PriceList: (PRODUCTS[query.ServiceCode] ?? []).map(product) }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return () => {
    server.close()
  }
})
beforeEach(() => {
  asked = []
})

describe('lab prices', () => {
  test('takes what AWS tells of the Region, by its first tier, and the rest from the dated table', async () => {
    answer = 'prices'
    const bench = new Bench()
    const { stdout } = await prices(bench, ['--json'])
    const today = new Date().toISOString().slice(0, 10)
    expect(JSON.parse(stdout)).toMatchObject({ region: 'ap-northeast-2', date: today, source: 'price-list' })
    expect(ofItem(stdout, 'lambda-gb-second')).toEqual({ usd: 0.000017, from: 'price-list' })
    expect(ofItem(stdout, 'lambda-request')).toEqual({ usd: 0.00000021, from: 'price-list' })
    expect(ofItem(stdout, 'ec2-vcpu-hour:c5')).toEqual({ usd: 0.05, from: 'price-list' })
    // An HTTP API's price is not a REST API's.
    expect(ofItem(stdout, 'api-gateway-request')).toEqual({ usd: 0.0000035, from: 'table' })
    expect(ofItem(stdout, 'metric-read')).toEqual({ usd: null, from: null })
    expect(asked).toContainEqual(
      expect.objectContaining({
        target: 'AWSPriceListService.GetProducts',
        ServiceCode: 'AmazonEC2',
        Filters: expect.arrayContaining([
          { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'ap-northeast-2' },
          { Type: 'TERM_MATCH', Field: 'instanceType', Value: 'c5.xlarge' },
        ]),
      }),
    )
    // Kept for the plans of other commands, and where AWS says nothing later.
    answer = 'refusal'
    const later = await prices(bench, [])
    expect(later.stdout).toContain(`AWS Price List for ap-northeast-2, retrieved on ${today}`)
    expect(later.stderr).toContain('pricing:GetProducts')
  })

  test('names the dated table where AWS may not be asked, and invents nothing for a Region without one', async () => {
    answer = 'refusal'
    const { code, stdout, stderr } = await prices(new Bench(), [])
    expect(code).toBe(0)
    expect(stdout).toContain('USD in ap-northeast-2 (list prices of ap-northeast-2, 2026-10-01)')
    expect(stdout).toMatch(/EC2 c5, per vCPU-hour +\$0\.048 +the lab.s own table/)
    expect(stderr).toContain('could not be queried')
    const elsewhere = await prices(new Bench(), ['--region', 'eu-north-1', '--json'])
    expect(JSON.parse(elsewhere.stdout).prices.every(({ usd }: { usd: unknown }) => usd === null)).toBe(true)
  })
})

function prices(bench: Bench, args: readonly string[]) {
  const { port } = address(server)
  const env = {
    AWS_ENDPOINT_URL_PRICING: `http://127.0.0.1:${port}`,
    AWS_REGION: 'ap-northeast-2',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    SERVERLESS_LOAD_LAB_CACHE: `${bench.dir}/cache`,
    ...recording,
  }
  return bench.run(['prices', ...args], env, LAB)
}

function address(listening: Server): AddressInfo {
  const at = listening.address()
  if (at === null || typeof at === 'string') throw new Error('not listening')
  return at
}

function ofItem(stdout: string, item: string): { readonly usd: number | null; readonly from: string | null } {
  const { prices }: { prices: { item: string; usd: number | null; from: string | null }[] } =
    JSON.parse(stdout)
  const found = prices.find((one) => one.item === item)
  return { usd: found?.usd ?? null, from: found?.from ?? null }
}

function product([usagetype, tiers]: readonly [string, Readonly<Record<string, string>>]): string {
  const priceDimensions = Object.fromEntries(
    Object.entries(tiers).map(([beginRange, USD]) => [
      `SKU.JRTCKXETXF.${beginRange}`,
      { unit: 'Units', beginRange, endRange: 'Inf', appliesTo: [], pricePerUnit: { USD } },
    ]),
  )
  return JSON.stringify({
    product: {
      productFamily: 'Serverless',
      attributes: { regionCode: 'ap-northeast-2', usagetype },
      sku: 'SKU',
    },
    serviceCode: 'any',
    terms: { OnDemand: { 'SKU.JRTCKXETXF': { priceDimensions, sku: 'SKU', termAttributes: {} } } },
    version: '20261101000000',
    publicationDate: '2026-11-01T00:00:00Z',
  })
}
