import { LabError } from '../../core/errors.js'
import { priceTable } from '../../core/prices/price-table.js'
import {
  type Access,
  DEFAULT_INSTANCE_TYPE,
  WORKSHOP_NAMES,
  WORKSHOP_REQUESTS_PER_SECOND,
} from '../../core/target.js'
import { aws } from './aws.js'
import { endpointsIn, serverInsteadOf } from './endpoints.js'
import { caller } from './identity.js'

/** The workshop's Region. */
const DEFAULT_REGION = 'ap-northeast-2'

export interface AwsConnecting {
  /** null: the default credential chain's own. */
  readonly profile: string | null
  /** null: that of the environment or the profile, else the workshop's. */
  readonly region: string | null
}

/** Access to an AWS account; asks STS whose it is, so credentials that do not work fail here. */
export async function connectAws({ profile, region }: AwsConnecting): Promise<Access> {
  const access = await awsAccess({ profile, region })
  const { account } = await caller(aws(access))
  if (!/^\d{12}$/.test(account)) throw noAccount(account)
  return { ...access, target: { ...access.target, account } }
}

/** The same before anything was asked: the account is still empty. */
export async function awsAccess({ profile, region: wanted }: AwsConnecting): Promise<Access> {
  const region = wanted ?? (await configuredRegion(profile)) ?? DEFAULT_REGION
  const endpoints = endpointsIn(process.env)
  // Where a server stands for API Gateway or EC2, the API's own URL and the address that it sees are that server's too.
  const [gateway, ec2] = [serverInsteadOf('API_GATEWAY', endpoints), serverInsteadOf('EC2', endpoints)]
  return {
    target: {
      kind: 'aws',
      region,
      account: '',
      endpoint: endpoints.common,
    },
    credentials: { kind: 'default-chain', profile },
    endpoints: endpoints.own,
    invokeUrl:
      gateway === null
        ? 'https://{apiId}.execute-api.{region}.amazonaws.com/{stage}'
        : `${gateway}/execute-api/{apiId}/{stage}`,
    callerAddressUrl: ec2 === null ? 'https://checkip.amazonaws.com' : `${ec2}/caller-address`,
    metricsPeriodSeconds: 60,
    metricsDelaySeconds: 180,
    usageMetrics: 'where-published',
    scale: null,
    scalingModel: 'current',
    names: WORKSHOP_NAMES,
    defaults: {
      users: 10_000,
      spawnRate: 500,
      durationSeconds: 300,
      requestsPerSecond: WORKSHOP_REQUESTS_PER_SECOND,
      instanceType: DEFAULT_INSTANCE_TYPE,
    },
    functionPython: null,
    prices: priceTable(region),
  }
}

/** As the AWS CLI and the SDK find it: the environment's first, then the profile's; null: neither says one. */
async function configuredRegion(profile: string | null): Promise<string | null> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  if (AWS_REGION || AWS_DEFAULT_REGION) return AWS_REGION || AWS_DEFAULT_REGION || null
  const { STSClient } = await import('@aws-sdk/client-sts')
  const client = new STSClient(profile === null ? {} : { profile })
  return client.config.region().catch(() => null)
}

function noAccount(account: string): LabError {
  return new LabError({
    code: 'no-account',
    what: { en: 'STS did not return an account id.', ko: 'STS가 계정 ID를 반환하지 않았습니다.' },
    why: { en: `It answered “${account}”.`, ko: `응답: “${account}”` },
    next: { en: 'Type `lab doctor --target aws`.', ko: '`lab doctor --target aws`를 실행하세요.' },
  })
}
