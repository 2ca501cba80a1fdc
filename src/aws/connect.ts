import { LabError } from '../core/errors.js'
import { priceTable } from '../core/prices/price-table.js'
import { type Access, WORKSHOP_NAMES } from '../core/target.js'
import { aws } from './aws.js'
import { caller } from './identity.js'

/** The workshop's Region. */
export const DEFAULT_REGION = 'ap-northeast-2'

export interface AwsConnecting {
  /** null: the default credential chain's own. */
  readonly profile: string | null
  readonly region: string | null
}

/** Access to an AWS account; asks STS whose it is, so credentials that do not work fail here. */
export async function connectAws({ profile, region: wanted }: AwsConnecting): Promise<Access> {
  const region = wanted ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? DEFAULT_REGION
  const access = (account: string): Access => ({
    target: {
      kind: 'aws',
      region,
      account,
      endpoint: null,
    },
    credentials: { kind: 'default-chain', profile },
    invokeUrl: 'https://{apiId}.execute-api.{region}.amazonaws.com/{stage}',
    callerAddressUrl: 'https://checkip.amazonaws.com',
    metricsPeriodSeconds: 60,
    metricsDelaySeconds: 180,
    scale: null,
    scalingModel: 'current',
    names: WORKSHOP_NAMES,
    defaults: {
      users: 10_000,
      spawnRate: 500,
      durationSeconds: 300,
      requestsPerSecond: null,
      instanceType: 'c5.24xlarge',
    },
    prices: priceTable(region),
  })
  const { account } = await caller(aws(access('')))
  if (!/^\d{12}$/.test(account)) throw noAccount(account)
  return access(account)
}

function noAccount(account: string): LabError {
  return new LabError({
    code: 'no-account',
    what: { en: 'STS did not tell the account.', ko: 'STS에서 계정을 확인하지 못했습니다.' },
    why: { en: `It answered “${account}”.`, ko: `응답: “${account}”` },
    next: { en: 'Type `lab doctor --target aws`.', ko: '`lab doctor --target aws`를 실행하세요.' },
  })
}
