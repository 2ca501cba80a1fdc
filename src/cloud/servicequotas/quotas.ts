import type { Settings } from '../settings.js'

export interface Quota {
  readonly serviceCode: string
  readonly serviceName: string
  readonly code: string
  readonly name: string
  readonly value: number
}

/** The quotas that bound a load test. Concurrency and rates are a full-sized account's, divided by the lab's size. */
export const quotasFor = ({ size }: Settings['scale']): readonly Quota[] => [
  {
    serviceCode: 'lambda',
    serviceName: 'AWS Lambda',
    code: 'L-B99A9384',
    name: 'Concurrent executions',
    value: WORKSHOP_CONCURRENCY / size,
  },
  {
    serviceCode: 'ec2',
    serviceName: 'Amazon Elastic Compute Cloud (Amazon EC2)',
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    value: WORKSHOP_VCPUS,
  },
  {
    serviceCode: 'apigateway',
    serviceName: 'Amazon API Gateway',
    code: 'L-8A5B8E43',
    name: 'Throttle rate',
    value: API_REQUESTS_PER_SECOND / size,
  },
]

/** The account of the local cloud is one whose concurrency was raised for the workshop. */
const WORKSHOP_CONCURRENCY = 3_000

/** Room for the workshop's c5.24xlarge, which has 96; a new account has 5. Instances are not scaled. */
export const WORKSHOP_VCPUS = 192

/** API Gateway's account-level throttle in Seoul. */
const API_REQUESTS_PER_SECOND = 10_000
