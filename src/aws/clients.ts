import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Access } from '../core/target.js'
import type { Clients } from './aws.js'
import { credentialsOf } from './credentials.js'
import { explainFailures } from './errors.js'

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
  // A dozen lines about Node 20, at the first client of every command; `package.json` says which Node is needed.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  const region = access.target.region
  const credentials = credentialsOf(access.credentials)
  const endpoint = access.target.endpoint
  const common = { region, credentials, maxAttempts: 4, ...(endpoint === null ? {} : { endpoint }) }
  const handler = () =>
    new NodeHttpHandler({ connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true })

  return {
    apiGateway: once(async () => {
      const { APIGateway } = await import('@aws-sdk/client-api-gateway')
      return explainFailures(new APIGateway({ ...common, requestHandler: handler() }), access)
    }),
    cloud9: once(async () => {
      const { Cloud9 } = await import('@aws-sdk/client-cloud9')
      const place = endpoint ?? process.env['AWS_ENDPOINT_URL_CLOUD9'] ?? process.env['AWS_ENDPOINT_URL']
      const client = new Cloud9({
        ...common,
        ...(place === undefined ? {} : { endpoint: place }),
        requestHandler: handler(),
      })
      return explainFailures(client, access)
    }),
    cloudWatch: once(async () => {
      const { CloudWatch } = await import('@aws-sdk/client-cloudwatch')
      return explainFailures(new CloudWatch({ ...common, requestHandler: handler() }), access)
    }),
    ec2: once(async () => {
      const { EC2 } = await import('@aws-sdk/client-ec2')
      return explainFailures(new EC2({ ...common, requestHandler: handler() }), access)
    }),
    lambda: once(async () => {
      const { Lambda } = await import('@aws-sdk/client-lambda')
      return explainFailures(new Lambda({ ...common, requestHandler: handler() }), access)
    }),
    ssm: once(async () => {
      const { SSM } = await import('@aws-sdk/client-ssm')
      return explainFailures(new SSM({ ...common, requestHandler: handler() }), access)
    }),
    sts: once(async () => {
      const { STS } = await import('@aws-sdk/client-sts')
      return explainFailures(new STS({ ...common, requestHandler: handler() }), access)
    }),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let making: Promise<T> | null = null
  return () => (making ??= make())
}
