/** One call that the lab makes on AWS: when, what it needs, and what takes its effect back. */
export interface SdkCall {
  readonly service: Service
  /** As the API names it: `DescribeVpcs`. */
  readonly operation: string
  readonly by: readonly [Caller, ...Caller[]]
  /** Empty: it needs none. */
  readonly needs: readonly Permission[]
  /** null: it changes nothing. */
  readonly undoneBy: string | null
}

export type Service =
  | 'STS'
  | 'EC2'
  | 'Cloud9'
  | 'IAM'
  | 'SSM'
  | 'Lambda'
  | 'API Gateway'
  | 'CloudWatch'
  | 'Secrets Manager'
  | 'Service Quotas'
  | 'CloudFormation'
  | 'Pricing'

/** A step's id; `doctor`; `every`: any command that reaches AWS; `reset`; `app`: deploying the application, not the lab itself; `prices`: `lab prices`. */
export type Caller =
  | 'every'
  | 'doctor'
  | 'environment'
  | 'security-group'
  | 'load-test-1'
  | 'code-optimization'
  | 'load-test-2'
  | 'results'
  | 'reset'
  | 'app'
  | 'prices'

export interface Permission {
  /** `ec2:DescribeVpcs`. */
  readonly action: string
  readonly on: Scope
}

/** Resources as ARNs with `{region}`, `{account}`, `{function}` and `{secret}`, and what must hold of them. */
export interface Scope {
  /** For a person: `the function`. */
  readonly name: string
  readonly resources: readonly [string, ...string[]]
  readonly condition?: Condition
}

/** As in a policy: operator, key, value. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>
