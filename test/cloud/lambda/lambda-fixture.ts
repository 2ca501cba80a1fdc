import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { cloudWatch, type CloudWatch } from '../../../src/cloud/cloudwatch/cloudwatch.js'
import { type Lambda, lambda, runtimePackages } from '../../../src/cloud/lambda/lambda.js'
import { findPython, pythonEnvironment } from '../../../src/cloud/python/python.js'
import { listen } from '../../../src/cloud/server/serve.js'
import type { Settings } from '../../../src/cloud/settings.js'
import { openPersistence } from '../../../src/cloud/persistence/open-persistence.js'
import { runCache } from '../../run/folder.js'
import { clientOptions, temporarySettings } from '../local-services.js'
import { zipOf } from './zip.js'

/** The local Lambda and CloudWatch, served over a socket. */
export interface LambdaFixture {
  readonly client: LambdaClient
  readonly options: ReturnType<typeof clientOptions>
  readonly settings: Settings
  readonly lambda: Lambda
  readonly metrics: CloudWatch
  /** The same, stopped and started again. */
  restarted(): Promise<LambdaFixture>
  stop(): Promise<void>
}

export async function startLambda(over: Partial<Settings> = {}): Promise<LambdaFixture> {
  const { settings, remove } = await temporarySettings()
  return startIn({ ...settings, ...over, cacheDir: runCache() }, remove)
}

async function startIn(settings: Settings, remove: () => Promise<void>): Promise<LambdaFixture> {
  const server = await listen({ settings })
  const opened = { ...settings, port: server.port }
  const persistence = await openPersistence(settings.dir)
  const metrics = cloudWatch({ settings })
  const { python } = await functionPython()
  const variables = {
    AWS_ACCESS_KEY_ID: settings.accessKeyId,
    AWS_SECRET_ACCESS_KEY: settings.secretAccessKey,
    AWS_ENDPOINT_URL: server.endpoint,
  }
  const invoker = lambda({ persistence, settings: opened, metrics: metrics.metrics, python, variables })
  await invoker.start()
  server.open([invoker.service, metrics.service], [invoker.endpoint], () => 'up')
  const options = clientOptions(settings, server.endpoint)
  const client = new LambdaClient(options)
  const close = async () => {
    client.destroy()
    await server.close()
    await invoker.stop()
    await metrics.stop()
    await persistence.settled()
  }
  return {
    client,
    options,
    settings: opened,
    lambda: invoker,
    metrics,
    restarted: async () => {
      await close()
      return startIn(settings, remove)
    },
    stop: async () => {
      await close()
      await remove()
    },
  }
}

/** The Python environment that functions run in; kept between test runs. */
export async function functionPython() {
  const python = await findPython()
  return await pythonEnvironment({
    cacheDir: runCache(),
    python,
    packages: runtimePackages,
    report: () => {},
  })
}

/** Creates a function from the source of `lambda_function.py` and waits until it is active. */
export async function deploy(
  client: LambdaClient,
  name: string,
  source: string,
  over: Partial<CreateFunctionCommandInput> = {},
): Promise<void> {
  const zip = await zipOf({ 'lambda_function.py': source })
  await client.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'python3.12',
      Role: 'arn:aws:iam::123456789012:role/lambda',
      Handler: 'lambda_function.lambda_handler',
      Code: { ZipFile: zip },
      ...over,
    }),
  )
  await waitUntilFunctionActiveV2(
    { client, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1 },
    { FunctionName: name },
  )
}

export async function waitUntilUpdated(client: LambdaClient, name: string): Promise<void> {
  await waitUntilFunctionUpdatedV2(
    { client, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1 },
    { FunctionName: name },
  )
}

export interface Invoked {
  readonly answer: unknown
  readonly error: string | null
  readonly log: string
  readonly version: string
}

/** Invokes and waits, with the log's tail. */
export async function invoke(
  client: LambdaClient,
  name: string,
  event: unknown = {},
  qualifier?: string,
): Promise<Invoked> {
  const answer = await client.send(
    new InvokeCommand({
      FunctionName: name,
      Payload: Buffer.from(JSON.stringify(event)),
      LogType: 'Tail',
      ...(qualifier === undefined ? {} : { Qualifier: qualifier }),
    }),
  )
  const payload = Buffer.from(answer.Payload ?? []).toString()
  return {
    answer: payload === '' ? null : JSON.parse(payload),
    error: answer.FunctionError ?? null,
    log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
    version: answer.ExecutedVersion ?? '',
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
