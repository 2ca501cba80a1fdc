/** What Modules 1 to 3 of the workshop call the things that they build. */
export const NAMES = {
  vpc: 'serverless-app-vpc',
  secret: 'serverless-app-rds-secret',
  function: 'serverless-app-lambda',
  api: 'serverless-app-api',
  stage: 'prod',
} as const

export const VPC_CIDR = '10.0.0.0/16'

/** In the two zones `a` and `c`; only Cloud9's subnet is public. */
export const SUBNETS = [
  { name: 'cloud9-subnet-a', cidr: '10.0.0.0/24', zone: 'a', public: true },
  { name: 'lambda-subnet-a', cidr: '10.0.1.0/24', zone: 'a', public: false },
  { name: 'lambda-subnet-c', cidr: '10.0.2.0/24', zone: 'c', public: false },
  { name: 'rds-subnet-a', cidr: '10.0.3.0/24', zone: 'a', public: false },
  { name: 'rds-subnet-c', cidr: '10.0.4.0/24', zone: 'c', public: false },
  { name: 'secret-subnet-a', cidr: '10.0.5.0/24', zone: 'a', public: false },
  { name: 'secret-subnet-c', cidr: '10.0.6.0/24', zone: 'c', public: false },
] as const
