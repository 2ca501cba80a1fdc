import type { Shown } from '../../core/plan.js'
import type { PricedItem, PriceList } from '../../core/prices/price-list.js'
import { type Text, verbatim } from '../../core/text.js'
import { pricesOf } from '../../report/cost/basis.js'

/** A Region's prices, one a row; `ofAws`: those that AWS itself told, where others are the dated table's. */
export function pricesShown(prices: PriceList, ofAws: PriceList['usd']): Shown {
  const { region, usd } = prices
  const basis = pricesOf(prices)
  return {
    kind: 'table',
    title: { en: `USD in ${region} (${basis.en})`, ko: `${region} 요금, USD(${basis.ko})` },
    head: [
      { en: 'what', ko: '항목' },
      { en: 'price', ko: '가격' },
      { en: 'from', ko: '출처' },
    ],
    rows: itemsOf(usd).map((item) => [
      nameOf(item),
      priced(item, usd),
      item in ofAws ? verbatim('AWS') : item in usd ? TABLE : verbatim('–'),
    ]),
  }
}

/** `lab prices --json`, schema 1: USD for one unit of each item; null: not known. */
export function pricesJson(prices: PriceList, ofAws: PriceList['usd']) {
  const { region, date, source, usd } = prices
  return {
    schema: 1,
    region,
    date,
    source,
    prices: itemsOf(usd).map((item) => ({
      item,
      usd: usd[item] ?? null,
      from: item in ofAws ? 'price-list' : item in usd ? 'table' : null,
    })),
  }
}

const TABLE: Text = { en: 'table of the lab', ko: '내장 표' }
const UNKNOWN: Text = { en: 'not known', ko: '알 수 없음' }

/** What a lab can run into, and instances of all families that there is a price of. */
const ALWAYS = {
  'lambda-request': { en: 'Lambda, a million requests', ko: 'Lambda 요청 100만 건' },
  'lambda-gb-second': { en: 'Lambda, a GB-second', ko: 'Lambda GB-초' },
  'provisioned-gb-second': {
    en: 'provisioned concurrency, a GB-second',
    ko: '프로비저닝된 동시성 GB-초',
  },
  'api-gateway-request': { en: 'REST API, a million requests', ko: 'REST API 요청 100만 건' },
  'secret-read': { en: 'Secrets Manager, a million reads', ko: 'Secrets Manager 조회 100만 건' },
  'secret-month': { en: 'a secret, a month', ko: '보안 암호 1개, 월' },
  'metric-read': { en: 'GetMetricData, a million metrics', ko: 'GetMetricData 지표 100만 개' },
  'public-ipv4-hour': { en: 'a public IPv4 address, an hour', ko: '퍼블릭 IPv4 주소, 시간' },
  'ebs-gp3-gb-month': { en: 'EBS gp3, a GB and month', ko: 'EBS gp3 GB-월' },
  'rds-hour:db.t4g.micro': {
    en: 'RDS for MySQL db.t4g.micro, an hour',
    ko: 'RDS for MySQL db.t4g.micro, 시간',
  },
  'rds-gp3-gb-month': { en: 'RDS gp3, a GB and month', ko: 'RDS gp3 GB-월' },
  'rds-proxy-vcpu-hour': { en: 'RDS Proxy, a vCPU-hour', ko: 'RDS Proxy vCPU-시간' },
  'endpoint-hour': { en: 'VPC endpoint, a zone and hour', ko: 'VPC 엔드포인트 가용 영역당 시간' },
  'nat-gateway-hour': { en: 'NAT gateway, an hour (not used)', ko: 'NAT 게이트웨이, 시간(사용하지 않음)' },
} satisfies Partial<Record<PricedItem, Text>>

const isAlways = (item: string): item is keyof typeof ALWAYS => item in ALWAYS

function itemsOf(usd: PriceList['usd']): readonly PricedItem[] {
  const others = Object.keys(usd).filter((item): item is PricedItem => !isAlways(item))
  return [...Object.keys(ALWAYS).filter(isAlways), ...others.toSorted()]
}

function nameOf(item: PricedItem): Text {
  if (isAlways(item)) return ALWAYS[item]
  const [kind, name = ''] = item.split(':')
  return kind === 'ec2-vcpu-hour'
    ? { en: `EC2 ${name}, a vCPU-hour`, ko: `EC2 ${name} vCPU-시간` }
    : { en: `EC2 ${name}, an hour`, ko: `EC2 ${name}, 시간` }
}

function priced(item: PricedItem, usd: PriceList['usd']): Text {
  const price = usd[item]
  if (price === undefined) return UNKNOWN
  const millions = /-(request|read)$/.test(item)
  return verbatim(`$${Number((millions ? price * 1e6 : price).toPrecision(6))}`)
}
