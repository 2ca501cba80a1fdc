import type { PricedItem } from '../../core/prices/price-list.js'

/** One question to the Price List, and which of the products that it answers has the price of what. */
export interface Query {
  readonly service: string
  /** Besides the Region. */
  readonly filters: Readonly<Record<string, string>>
  readonly wanted: readonly Wanted[]
}

interface Wanted {
  readonly item: PricedItem
  /** Ends the product's usage type; before it, most Regions have their own prefix: `APN2-`. */
  readonly usage: string
  /** Of the item's units in the product's unit. */
  readonly units?: number
}

/** Families of which the lab offers instances; an xlarge has four vCPUs. */
const FAMILIES = ['c5', 'c5a', 'c6i', 'c7i', 'm5', 'm6i', 'm7i']

export const QUERIES: readonly Query[] = [
  {
    service: 'AWSLambda',
    filters: {},
    wanted: [
      { item: 'lambda-gb-second', usage: 'Lambda-GB-Second' },
      { item: 'lambda-request', usage: 'Request' },
      { item: 'provisioned-gb-second', usage: 'Lambda-Provisioned-Concurrency' },
      { item: 'provisioned-duration-gb-second', usage: 'Lambda-Provisioned-GB-Second' },
    ],
  },
  {
    service: 'AmazonApiGateway',
    filters: {},
    wanted: [{ item: 'api-gateway-request', usage: 'ApiGatewayRequest' }],
  },
  {
    service: 'AWSSecretsManager',
    filters: {},
    wanted: [
      { item: 'secret-month', usage: 'AWSSecretsManager-Secrets' },
      { item: 'secret-read', usage: 'AWSSecretsManagerAPIRequest' },
    ],
  },
  { service: 'AmazonCloudWatch', filters: {}, wanted: [{ item: 'metric-read', usage: 'CW:GMD-Metrics' }] },
  {
    service: 'AmazonCloudWatch',
    filters: { productFamily: 'Data Payload' },
    wanted: [{ item: 'logs-gb', usage: 'DataProcessing-Bytes' }],
  },
  {
    service: 'AmazonVPC',
    filters: {},
    wanted: [
      { item: 'public-ipv4-hour', usage: 'PublicIPv4:InUseAddress' },
      { item: 'endpoint-hour', usage: 'VpcEndpoint-Hours' },
    ],
  },
  {
    service: 'AmazonEC2',
    filters: { productFamily: 'NAT Gateway' },
    wanted: [{ item: 'nat-gateway-hour', usage: 'NatGateway-Hours' }],
  },
  {
    service: 'AmazonEC2',
    filters: { volumeApiName: 'gp3' },
    wanted: [{ item: 'ebs-gp3-gb-month', usage: 'EBS:VolumeUsage.gp3' }],
  },
  {
    service: 'AmazonRDS',
    filters: { instanceType: 'db.t4g.micro', databaseEngine: 'MySQL', deploymentOption: 'Single-AZ' },
    wanted: [{ item: 'rds-hour:db.t4g.micro', usage: 'InstanceUsage:db.t4g.micro' }],
  },
  {
    service: 'AmazonRDS',
    filters: { databaseEngine: 'MySQL', deploymentOption: 'Single-AZ', productFamily: 'Database Storage' },
    wanted: [{ item: 'rds-gp3-gb-month', usage: 'RDS:GP3-Storage' }],
  },
  {
    service: 'AmazonRDS',
    filters: { productFamily: 'RDSProxy' },
    wanted: [{ item: 'rds-proxy-vcpu-hour', usage: 'RDS:ProxyUsage' }],
  },
  ...FAMILIES.map((family) => ({
    service: 'AmazonEC2',
    filters: linuxOnDemand(`${family}.xlarge`),
    wanted: [{ item: `ec2-vcpu-hour:${family}`, usage: `BoxUsage:${family}.xlarge`, units: 4 } as const],
  })),
  {
    service: 'AmazonEC2',
    filters: linuxOnDemand('t3.medium'),
    wanted: [{ item: 'ec2-hour:t3.medium', usage: 'BoxUsage:t3.medium' }],
  },
]

function linuxOnDemand(instanceType: string): Query['filters'] {
  return {
    instanceType,
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
    operation: 'RunInstances',
  }
}
