import type { PricedItem, PriceList } from './price-list.js'

type Figures = Readonly<Partial<Record<PricedItem, number>>>

/**
 * Seoul.
 * - Lambda, API Gateway, Secrets Manager, public IPv4, RDS Proxy, NAT gateway, interface endpoint: AWS Price List as a public
 *   catalog of 2026-10-01 quotes it (usage types `APN2-…`).
 * - CloudWatch Logs: the Price List's `APN2-DataProcessing-Bytes`, quoted by a public cost review of 2026.
 * - Duration in provisioned environments: derived; 7/3 of what keeping them ready costs, as in Northern Virginia's two prices.
 * - RDS for MySQL db.t4g.micro and gp3 storage: the Price List's items of 2026 (SKUs ZBMXF2F4CYQ2FT96, 8TFTRRBWJSP95DQP); a published
 *   bill of 2026 has the same (14.06 USD for 562.42 h). EBS gp3: such a bill (0.2081 USD for 2.282 GB-months).
 * - EC2 by vCPU: a quarter of the xlarge sizes, from `aws pricing get-products` in a public benchmark of 2026; within a family the
 *   price grows with the vCPUs. c5 was the same in 2019. t3.medium: a published bill of 2026 (4.2705 USD for 82.124 h).
 */
const SEOUL: Figures = {
  'lambda-gb-second': 0.0000166667,
  'lambda-request': 0.2 / 1e6,
  'provisioned-gb-second': 0.0000051254,
  'provisioned-duration-gb-second': 0.0000119593,
  'api-gateway-request': 3.5 / 1e6,
  'secret-read': 0.05 / 1e4,
  'secret-month': 0.4,
  'logs-gb': 0.76,
  'public-ipv4-hour': 0.005,
  'ebs-gp3-gb-month': 0.0912,
  'rds-hour:db.t4g.micro': 0.025,
  'rds-gp3-gb-month': 0.131,
  'rds-proxy-vcpu-hour': 0.018,
  'endpoint-hour': 0.013,
  'nat-gateway-hour': 0.059,
  'ec2-vcpu-hour:c5': 0.048,
  'ec2-vcpu-hour:c5a': 0.043,
  'ec2-vcpu-hour:c6i': 0.048,
  'ec2-vcpu-hour:c7i': 0.0505,
  'ec2-vcpu-hour:m5': 0.059,
  'ec2-vcpu-hour:m6i': 0.059,
  'ec2-vcpu-hour:m7i': 0.062,
  'ec2-hour:t3.medium': 0.052,
}

/**
 * Northern Virginia. Lambda, API Gateway, Secrets Manager and CloudWatch Logs: the prices of their public pricing pages; Lambda's also
 * in the Price List of 2025-10-01 as a public project quotes it. GetMetricData: the Price
 * List's CloudWatch offer, checked by a public project on 2026-09-24. NAT gateway: Pricing API, October 2025. c5: from c5.24xlarge at 4.08.
 */
const NORTHERN_VIRGINIA: Figures = {
  'lambda-gb-second': 0.0000166667,
  'lambda-request': 0.2 / 1e6,
  'provisioned-gb-second': 0.0000041667,
  'provisioned-duration-gb-second': 0.0000097222,
  'api-gateway-request': 3.5 / 1e6,
  'secret-read': 0.05 / 1e4,
  'secret-month': 0.4,
  'logs-gb': 0.5,
  'metric-read': 0.01 / 1e3,
  'nat-gateway-hour': 0.045,
  'ec2-vcpu-hour:c5': 0.0425,
}

/** The day of the newest of these sources. */
const DATE = '2026-10-01'

const REGIONS: Readonly<Record<string, Figures>> = {
  'ap-northeast-2': SEOUL,
  'us-east-1': NORTHERN_VIRGINIA,
}

/** What is known of a Region's prices without asking anybody; of most Regions nothing, rather than another Region's figure. */
export function priceTable(region: string): PriceList {
  return { region, date: DATE, source: 'table', usd: REGIONS[region] ?? {} }
}
