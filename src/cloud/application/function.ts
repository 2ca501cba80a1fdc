import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { Settings } from '../settings.js'
import { ifThere, type RestCaller } from './in-process-calls.js'
import { NAMES } from './names.js'
import type { Network } from './network.js'

const Configuration = v.object({ FunctionArn: v.string(), State: v.optional(v.string()) })

const POLL_MS = 20

const FUNCTIONS = '/2015-03-31/functions'

/** The function of Module 3: Python, 128 MB, in the VPC. Answers its ARN. */
export async function placeFunction(
  lambda: RestCaller,
  { account }: Settings,
  network: Network,
  zip: Buffer,
): Promise<string> {
  const path = `${FUNCTIONS}/${NAMES.function}`
  const found = await ifThere(lambda({ method: 'GET', path }, v.object({ Configuration })))
  if (found !== null) return found.Configuration.FunctionArn
  const body = {
    FunctionName: NAMES.function,
    Runtime: 'python3.13',
    Handler: 'lambda_function.lambda_handler',
    Role: `arn:aws:iam::${account}:role/serverless-app-lambda-role`,
    Code: { ZipFile: zip.toString('base64') },
    MemorySize: 128,
    Timeout: 30,
    VpcConfig: { SubnetIds: network.lambdaSubnetIds, SecurityGroupIds: [network.securityGroupId] },
  }
  const created = await lambda({ method: 'POST', path: FUNCTIONS, body }, Configuration)
  return created.FunctionArn
}

/** Resolves when the function can be invoked: a new one is pending for a moment. */
export async function functionActive(lambda: RestCaller): Promise<void> {
  const path = `${FUNCTIONS}/${NAMES.function}`
  for (;;) {
    const { Configuration: now } = await lambda({ method: 'GET', path }, v.object({ Configuration }))
    if (now.State !== 'Pending') return
    await pause(POLL_MS)
  }
}

/** Lets the API call the function, as the console does when an integration is made. */
export async function allowApi(
  lambda: RestCaller,
  { region, account }: Settings,
  apiId: string,
): Promise<void> {
  const path = `${FUNCTIONS}/${NAMES.function}/policy`
  const StatementId = `${NAMES.api}-invoke`
  const policy = await ifThere(lambda({ method: 'GET', path }, v.object({ Policy: v.string() })))
  if (policy?.Policy.includes(StatementId) === true) return
  const body = {
    StatementId,
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:${region}:${account}:${apiId}/*/GET/`,
  }
  await lambda({ method: 'POST', path, body }, v.unknown())
}
