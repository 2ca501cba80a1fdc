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
import { once } from '../../core/once.js'
import type { Access } from '../../core/target.js'
import { credentialsOf } from './credentials.js'
import { type Client, explainFailures } from './errors.js'
import { CALLER_OF_A_FUNCTION, settingsOfTheLab } from './settings-of-the-lab.js'

/** The SDK's clients. Each is imported when it is first asked for. */
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

// A dozen lines about Node 20, at the first client of every command; `package.json` says which Node is needed.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'

/** One set of clients for each access, made on demand. Endpoint, Region and credentials are always passed: the newest
 * installable Cloud9 client reads no `AWS_ENDPOINT_URL` and knows none of the newer credential sources. */
export function clientsOf(access: Access): Clients {
  const known = made.get(access)
  if (known !== undefined) return known
  const clients = makeClients(access)
  made.set(access, clients)
  return clients
}

const made = new WeakMap<Access, Clients>()

function makeClients(access: Access): Clients {
  const region = access.target.region
  const credentials = credentialsOf(access.credentials)
  // The person's own settings are for their account; a local cloud has nothing to do with them.
  const local = access.target.kind === 'local'
  const settings = local ? settingsOfTheLab : {}
  const ready = <C extends Client>(client: C): C => {
    if (local) client.middlewareStack.remove(CALLER_OF_A_FUNCTION)
    return explainFailures(client, access)
  }
  const configuration = async (serviceId: string, requestTimeout = 60_000) => {
    // Who only reads what a lab saved comes by here too.
    const { WholeAnswers } = await import('./whole-answers.js')
    const endpoint = access.endpoints[serviceId] ?? access.target.endpoint
    return {
      region,
      credentials,
      maxAttempts: 4,
      ...settings,
      ...(endpoint === null ? {} : { endpoint }),
      requestHandler: new WholeAnswers({
        connectionTimeout: 5_000,
        requestTimeout,
        throwOnRequestTimeout: true,
      }),
    }
  }

  return {
    apiGateway: once(async () => {
      const { APIGateway } = await import('@aws-sdk/client-api-gateway')
      return ready(new APIGateway(await configuration('API_GATEWAY')))
    }),
    apiGatewayDeployments: once(async () => {
      const { APIGateway } = await import('@aws-sdk/client-api-gateway')
      return ready(new APIGateway({ ...(await configuration('API_GATEWAY')), maxAttempts: 1 }))
    }),
    cloud9: once(async () => {
      const { Cloud9 } = await import('@aws-sdk/client-cloud9')
      return ready(new Cloud9(await configuration('CLOUD9')))
    }),
    cloudFormation: once(async () => {
      const { CloudFormation } = await import('@aws-sdk/client-cloudformation')
      return ready(new CloudFormation(await configuration('CLOUDFORMATION')))
    }),
    cloudWatch: once(async () => {
      const { CloudWatch } = await import('@aws-sdk/client-cloudwatch')
      return ready(new CloudWatch(await configuration('CLOUDWATCH')))
    }),
    ec2: once(async () => {
      const { EC2 } = await import('@aws-sdk/client-ec2')
      return ready(new EC2(await configuration('EC2')))
    }),
    iam: once(async () => {
      const { IAM } = await import('@aws-sdk/client-iam')
      return ready(new IAM(await configuration('IAM')))
    }),
    lambda: once(async () => {
      const { Lambda } = await import('@aws-sdk/client-lambda')
      return ready(new Lambda(await configuration('LAMBDA')))
    }),
    lambdaInvokes: once(async () => {
      const { Lambda } = await import('@aws-sdk/client-lambda')
      const client = new Lambda({ ...(await configuration('LAMBDA', LONGEST_INVOKE_MS)), maxAttempts: 1 })
      return ready(client)
    }),
    secretsManager: once(async () => {
      const { SecretsManager } = await import('@aws-sdk/client-secrets-manager')
      return ready(new SecretsManager(await configuration('SECRETS_MANAGER')))
    }),
    serviceQuotas: once(async () => {
      const { ServiceQuotas } = await import('@aws-sdk/client-service-quotas')
      return ready(new ServiceQuotas(await configuration('SERVICE_QUOTAS')))
    }),
    pricing: once(async () => {
      const { Pricing } = await import('@aws-sdk/client-pricing')
      // It answers for all Regions, and is in few.
      const elsewhere = { ...(await configuration('PRICING')), region: 'us-east-1', maxAttempts: 2 }
      return ready(new Pricing(elsewhere))
    }),
    ssm: once(async () => {
      const { SSM } = await import('@aws-sdk/client-ssm')
      return ready(new SSM(await configuration('SSM')))
    }),
    sts: once(async () => {
      const { STS } = await import('@aws-sdk/client-sts')
      return ready(new STS(await configuration('STS')))
    }),
  }
}

/** A function may run for 15 minutes. */
const LONGEST_INVOKE_MS = 910_000
