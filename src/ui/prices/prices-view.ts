import type { Shown } from '../../core/plan.js'
import type { PricedItem, PriceList } from '../../core/prices/price-list.js'
import { type Text, verbatim } from '../../system/text.js'
import { pricesOf } from '../../report/cost/basis.js'

/** A Region's prices, one a row; `ofAws`: those that AWS itself told, where others are the dated table's. */
export function pricesShown(prices: PriceList, ofAws: PriceList['usd']): Shown {
  const { usd } = prices
  return {
    kind: 'table',
    title: titleOf(prices),
    head: [
      { en: 'Item', ko: '항목' },
      { en: 'Price', ko: '가격' },
      { en: 'Source', ko: '출처' },
    ],
    rows: itemsOf(usd).map((item) => [
      nameOf(item),
      priced(item, usd),
      item in ofAws ? verbatim('AWS') : item in usd ? TABLE : verbatim('–'),
    ]),
  }
}

function titleOf(prices: PriceList): Text {
  const { region, usd } = prices
  const basis = pricesOf(prices)
  return Object.keys(usd).length === 0
    ? { en: `Prices in ${region}: not known here`, ko: `${region} 요금: 알 수 없음` }
    : { en: `USD in ${region} (${basis.en})`, ko: `${region} 요금, USD(${basis.ko})` }
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

const TABLE: Text = { en: "the lab's own table", ko: '내장 표' }
const UNKNOWN: Text = { en: 'not known', ko: '알 수 없음' }

/** What a lab can run into, and instances of all families that there is a price of. */
const ALWAYS = {
  'lambda-request': { en: 'Lambda, per million requests', ko: 'Lambda 요청 100만 건당' },
  'lambda-gb-second': { en: 'Lambda, per GB-second', ko: 'Lambda GB-초당' },
  'provisioned-gb-second': {
    en: 'Provisioned concurrency, per GB-second',
    ko: '프로비저닝된 동시성 GB-초당',
  },
  'provisioned-duration-gb-second': {
    en: 'Lambda in provisioned environments, per GB-second',
    ko: '프로비저닝된 환경의 Lambda GB-초당',
  },
  'api-gateway-request': { en: 'REST API, per million requests', ko: 'REST API 요청 100만 건당' },
  'secret-read': { en: 'Secrets Manager, per million reads', ko: 'Secrets Manager 조회 100만 건당' },
  'secret-month': { en: 'Secret, per month', ko: '보안 암호 1개, 월당' },
  'logs-gb': { en: 'CloudWatch Logs, per GB taken in', ko: 'CloudWatch Logs 수집 GB당' },
  'metric-read': { en: 'GetMetricData, per million metrics', ko: 'GetMetricData 지표 100만 개당' },
  'public-ipv4-hour': { en: 'Public IPv4 address, per hour', ko: '퍼블릭 IPv4 주소, 시간당' },
  'ebs-gp3-gb-month': { en: 'EBS gp3, per GB-month', ko: 'EBS gp3 GB-월당' },
  'rds-hour:db.t4g.micro': {
    en: 'RDS for MySQL db.t4g.micro, per hour',
    ko: 'RDS for MySQL db.t4g.micro, 시간당',
  },
  'rds-gp3-gb-month': { en: 'RDS gp3, per GB-month', ko: 'RDS gp3 GB-월당' },
  'rds-proxy-vcpu-hour': { en: 'RDS Proxy, per vCPU-hour', ko: 'RDS Proxy vCPU-시간당' },
  'endpoint-hour': {
    en: 'VPC endpoint, per Availability Zone and hour',
    ko: 'VPC 엔드포인트, 가용 영역과 시간당',
  },
  'nat-gateway-hour': { en: 'NAT gateway, per hour (not used)', ko: 'NAT 게이트웨이, 시간당(사용하지 않음)' },
} satisfies Record<Exclude<PricedItem, `${string}:${string}`> | 'rds-hour:db.t4g.micro', Text>

const isAlways = (item: string): item is keyof typeof ALWAYS => item in ALWAYS

function itemsOf(usd: PriceList['usd']): readonly PricedItem[] {
  const others = Object.keys(usd).filter((item): item is PricedItem => !isAlways(item))
  return [...Object.keys(ALWAYS).filter(isAlways), ...others.toSorted()]
}

function nameOf(item: PricedItem): Text {
  if (isAlways(item)) return ALWAYS[item]
  const [kind, name = ''] = item.split(':')
  return kind === 'ec2-vcpu-hour'
    ? { en: `EC2 ${name}, per vCPU-hour`, ko: `EC2 ${name} vCPU-시간당` }
    : { en: `EC2 ${name}, per hour`, ko: `EC2 ${name}, 시간당` }
}

function priced(item: PricedItem, usd: PriceList['usd']): Text {
  const price = usd[item]
  if (price === undefined) return UNKNOWN
  const millions = /-(request|read)$/.test(item)
  return verbatim(`$${Number((millions ? price * 1e6 : price).toPrecision(6))}`)
}
