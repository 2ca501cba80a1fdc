import { NodeHttpHandler } from '@smithy/node-http-handler'
import { once } from '../../core/once.js'
import type { Access } from '../../core/target.js'
import type { Clients } from './aws.js'
import { credentialsOf } from './credentials.js'
import { explainFailures } from './errors.js'

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
  const configuration = (serviceId: string, requestTimeout = 60_000) => {
    const endpoint = access.endpoints[serviceId] ?? access.target.endpoint
    return {
      region,
      credentials,
      maxAttempts: 4,
      ...(endpoint === null ? {} : { endpoint }),
      requestHandler: new NodeHttpHandler({
        connectionTimeout: 5_000,
        requestTimeout,
        throwOnRequestTimeout: true,
      }),
    }
  }

  return {
    apiGateway: once(async () => {
      const { APIGateway } = await import('@aws-sdk/client-api-gateway')
      return explainFailures(new APIGateway(configuration('API_GATEWAY')), access)
    }),
    apiGatewayDeployments: once(async () => {
      const { APIGateway } = await import('@aws-sdk/client-api-gateway')
      return explainFailures(new APIGateway({ ...configuration('API_GATEWAY'), maxAttempts: 1 }), access)
    }),
    cloud9: once(async () => {
      const { Cloud9 } = await import('@aws-sdk/client-cloud9')
      return explainFailures(new Cloud9(configuration('CLOUD9')), access)
    }),
    cloudFormation: once(async () => {
      const { CloudFormation } = await import('@aws-sdk/client-cloudformation')
      return explainFailures(new CloudFormation(configuration('CLOUDFORMATION')), access)
    }),
    cloudWatch: once(async () => {
      const { CloudWatch } = await import('@aws-sdk/client-cloudwatch')
      return explainFailures(new CloudWatch(configuration('CLOUDWATCH')), access)
    }),
    ec2: once(async () => {
      const { EC2 } = await import('@aws-sdk/client-ec2')
      return explainFailures(new EC2(configuration('EC2')), access)
    }),
    iam: once(async () => {
      const { IAM } = await import('@aws-sdk/client-iam')
      return explainFailures(new IAM(configuration('IAM')), access)
    }),
    lambda: once(async () => {
      const { Lambda } = await import('@aws-sdk/client-lambda')
      return explainFailures(new Lambda(configuration('LAMBDA')), access)
    }),
    lambdaInvokes: once(async () => {
      const { Lambda } = await import('@aws-sdk/client-lambda')
      const client = new Lambda({ ...configuration('LAMBDA', LONGEST_INVOKE_MS), maxAttempts: 1 })
      return explainFailures(client, access)
    }),
    secretsManager: once(async () => {
      const { SecretsManager } = await import('@aws-sdk/client-secrets-manager')
      return explainFailures(new SecretsManager(configuration('SECRETS_MANAGER')), access)
    }),
    serviceQuotas: once(async () => {
      const { ServiceQuotas } = await import('@aws-sdk/client-service-quotas')
      return explainFailures(new ServiceQuotas(configuration('SERVICE_QUOTAS')), access)
    }),
    pricing: once(async () => {
      const { Pricing } = await import('@aws-sdk/client-pricing')
      // It answers for all Regions, and is in few.
      const elsewhere = { ...configuration('PRICING'), region: 'us-east-1', maxAttempts: 2 }
      return explainFailures(new Pricing(elsewhere), access)
    }),
    ssm: once(async () => {
      const { SSM } = await import('@aws-sdk/client-ssm')
      return explainFailures(new SSM(configuration('SSM')), access)
    }),
    sts: once(async () => {
      const { STS } = await import('@aws-sdk/client-sts')
      return explainFailures(new STS(configuration('STS')), access)
    }),
  }
}

/** A function may run for 15 minutes. */
const LONGEST_INVOKE_MS = 910_000
