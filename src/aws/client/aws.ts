import type { APIGateway } from '@aws-sdk/client-api-gateway'
import type { Cloud9 } from '@aws-sdk/client-cloud9'
import type { CloudFormation } from '@aws-sdk/client-cloudformation'
import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import type { EC2 } from '@aws-sdk/client-ec2'
import type { IAM } from '@aws-sdk/client-iam'
import type { Lambda } from '@aws-sdk/client-lambda'
import type { SecretsManager } from '@aws-sdk/client-secrets-manager'
import type { ServiceQuotas } from '@aws-sdk/client-service-quotas'
import type { Pricing } from '@aws-sdk/client-pricing'
import type { SSM } from '@aws-sdk/client-ssm'
import type { STS } from '@aws-sdk/client-sts'
import type { Access } from '../../core/target.js'
import { clientsOf } from './clients.js'

/**
 * A target's services. A client is imported when it is first asked for (EC2's alone takes 0.4 s); every call that fails
 * rejects with a LabError. Calls that change something are not given the signal: they end, so that their outcome is known.
 */
export interface Aws extends Clients {
  readonly access: Access
  /** Ends waiting. */
  readonly signal: AbortSignal
}

export interface Clients {
  apiGateway(): Promise<APIGateway>
  /** For deployments alone: repeats none, because each makes another one, and an answer may be lost on its way. */
  apiGatewayDeployments(): Promise<APIGateway>
  cloud9(): Promise<Cloud9>
  cloudFormation(): Promise<CloudFormation>
  cloudWatch(): Promise<CloudWatch>
  ec2(): Promise<EC2>
  iam(): Promise<IAM>
  lambda(): Promise<Lambda>
  /** For invokes alone: repeats none, because a throttle is what is looked for, and waits as long as a function may run. */
  lambdaInvokes(): Promise<Lambda>
  secretsManager(): Promise<SecretsManager>
  serviceQuotas(): Promise<ServiceQuotas>
  pricing(): Promise<Pricing>
  ssm(): Promise<SSM>
  sts(): Promise<STS>
}

/** Clients are shared by all that use the same access. */
export function aws(access: Access, signal: AbortSignal = new AbortController().signal): Aws {
  return { ...clientsOf(access), access, signal }
}

/** The same account in another Region. */
export const inRegion = ({ access, signal }: Aws, region: string): Aws =>
  aws({ ...access, target: { ...access.target, region } }, signal)
