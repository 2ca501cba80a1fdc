import type { PriceList } from './prices/price-list.js'

/** Where a lab runs. Fixed in its state at first use. */
export interface Target {
  readonly kind: 'local' | 'aws'
  readonly region: string
  /** The 12-digit account id. */
  readonly account: string
  /** The local cloud's address, or AWS_ENDPOINT_URL; null on AWS, where the SDK knows it. */
  readonly endpoint: string | null
}

/** How much smaller and faster than AWS the local cloud is: users, limits and rates divided by `size`; a minute lasts 60 / `time` s. */
export interface Scale {
  readonly size: number
  readonly time: number
}

/** `workshop-2021`: a regional burst, then 500 a minute. `current`, since November 2023: 1,000 every 10 s for each function. */
export type ScalingModelName = 'workshop-2021' | 'current'

/**
 * All that steps and `aws/` need to reach a target, as plain data. No field says which kind it is: whatever differs between
 * the targets (an address, a resolution, a default) is a value here, so that there is one code path.
 */
export interface Access {
  readonly target: Target
  readonly credentials: CredentialSource
  /** URLs of the services that are elsewhere than `target.endpoint` says, by the SDK's service id: `API_GATEWAY`. */
  readonly endpoints: Readonly<Record<string, string>>
  /** The invoke URL's pattern, with `{apiId}`, `{region}` and `{stage}`. */
  readonly invokeUrl: string
  /** Answers the caller's public IPv4 address as text. */
  readonly callerAddressUrl: string
  /** Finest period, in seconds, at which metrics are kept: 60 on AWS, 1 locally. */
  readonly metricsPeriodSeconds: 1 | 60
  /** Longest time, in seconds, until a metric's late points have come. */
  readonly metricsDelaySeconds: number
  /** Whether calls to a service that no metric shows were not made (`complete`), or may only not be published. */
  readonly usageMetrics: 'complete' | 'where-published'
  readonly scale: Scale | null
  /** How Lambda scales there; predictions follow it. */
  readonly scalingModel: ScalingModelName
  readonly names: ApplicationNames
  readonly defaults: LoadDefaults
  /** The Python of this computer that runs the target's functions; null: they run elsewhere. */
  readonly functionPython: FunctionPython | null
  /** What AWS charges there; for a local cloud, in the Region that it stands for. */
  readonly prices: PriceList
}

export interface FunctionPython {
  /** Absolute path; the functions' packages are installed beside it. */
  readonly interpreter: string
  /** What every function finds in its environment: Region, credentials, where its SDK sends its calls. */
  readonly variables: Readonly<Record<string, string>>
}

export type CredentialSource =
  | { readonly kind: 'static'; readonly accessKeyId: string; readonly secretAccessKey: string }
  | { readonly kind: 'default-chain'; readonly profile: string | null }

/** How the application of Modules 1 to 3 is called in the account. */
export interface ApplicationNames {
  /** By its `Name` tag, or its id. */
  readonly vpc: string
  /** The same; the machine that makes the load is put there. */
  readonly subnet: string
  readonly function: string
  readonly secret: string
  /** The REST API's name or id; null: the one whose integration calls the function. */
  readonly api: string | null
  /** null: the one that was deployed last. */
  readonly stage: string | null
  readonly environment: string
}

/** What a load test and its instance are unless flags say otherwise. */
export interface LoadDefaults {
  readonly users: number
  /** Users started per second. */
  readonly spawnRate: number
  readonly durationSeconds: number
  /** All users together; null: as fast as they can. */
  readonly requestsPerSecond: number | null
  readonly instanceType: string
}

/**
 * Its 4 vCPUs fit a new account's quota of 5, and are good for some 8,000 requests a second; the workshop took c5.24xlarge, and with
 * one process used a hundredth of it.
 */
export const DEFAULT_INSTANCE_TYPE = 'c5.xlarge'

/**
 * Of all users together: what the workshop's 10,000 users would have made against a function of 700 ms, had its generator not been the
 * limit, and enough for its 2,051 concurrent executions. Without a pace the fast errors of a throttled function would multiply the
 * requests, and the bill, until the generator is starved.
 */
export const WORKSHOP_REQUESTS_PER_SECOND = 3_000

/** The names that the workshop gives. */
export const WORKSHOP_NAMES: ApplicationNames = {
  vpc: 'serverless-app-vpc',
  subnet: 'cloud9-subnet-a',
  function: 'serverless-app-lambda',
  secret: 'serverless-app-rds-secret',
  api: null,
  stage: null,
  environment: 'Locust',
}
