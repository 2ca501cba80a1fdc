import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { ZipFile } from 'yazl'
import { cloudWatch } from '../../../dist/src/cloud/cloudwatch/cloudwatch.js'
import { lambda, runtimePackages } from '../../../dist/src/cloud/lambda/lambda.js'
import { findPython, pythonEnvironment } from '../../../dist/src/cloud/python/python.js'
import { openPersistence } from '../../../dist/src/cloud/persistence/open-persistence.js'
import { cacheDir } from '../../../dist/src/cloud/saved-settings.js'

const EMPTY = Buffer.from('{}')

/** The Lambda invoker in this process, with metrics and logs, and limits that are out of the way. */
export async function startLambda() {
  const dir = await mkdtemp(join(tmpdir(), 'lab-bench-'))
  const settings = {
    dir,
    region: 'ap-northeast-2',
    account: '123456789012',
    accessKeyId: 'AKIABENCH',
    secretAccessKey: 'of-the-benchmark',
    port: 0,
    scale: { size: 0.02, time: 1 },
    scalingModel: 'current',
    delays: 'none',
    cloud9: 'open',
    cacheDir: cacheDir(),
  }
  const persistence = await openPersistence(dir)
  const metrics = cloudWatch({ settings })
  const { python } = await pythonEnvironment({
    cacheDir: settings.cacheDir,
    python: await findPython(),
    packages: runtimePackages,
    report: () => {},
  })
  const local = lambda({
    persistence,
    settings,
    metrics: metrics.metrics,
    python,
    variables: {},
  })
  await local.start()
  return {
    python,
    deploy: async (name, source, configuration = {}) => deploy(local.service, name, source, configuration),
    invoke: async (functionName, event = {}) => {
      const payload = Buffer.from(JSON.stringify(event))
      const request = { functionName, qualifier: '$LATEST', payload, requestId: randomUUID(), logs: 'tail' }
      const outcome = await local.invoker.invoke(request)
      if (outcome.kind !== 'answered') throw new Error(`${functionName}: ${JSON.stringify(outcome)}`)
      return {
        answer: JSON.parse(Buffer.from(outcome.payload).toString()),
        log: Buffer.from(outcome.logTail).toString(),
      }
    },
    call: async (operation, labels, input) => call(local.service, operation, labels, input),
    outcome: async (functionName, event) => {
      const payload = Buffer.from(JSON.stringify(event))
      const request = { functionName, qualifier: '$LATEST', payload, requestId: randomUUID(), logs: 'none' }
      return await local.invoker.invoke(request)
    },
    metricSums: async (functionName) => metricSums(metrics.service, functionName),
    /** Without a log, as API Gateway invokes. */
    invokeUnseen: async (functionName) => {
      const request = {
        functionName,
        qualifier: '$LATEST',
        payload: EMPTY,
        requestId: randomUUID(),
        logs: 'none',
      }
      const { kind } = await local.invoker.invoke(request)
      if (kind !== 'answered') throw new Error(`${functionName}: ${kind}`)
    },
    stop: async () => {
      await local.stop()
      await metrics.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function deploy(service, FunctionName, source, configuration) {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(source), 'lambda_function.py')
  zip.end()
  const input = {
    FunctionName,
    Runtime: 'python3.12',
    Role: 'arn:aws:iam::123456789012:role/lambda',
    Handler: 'lambda_function.lambda_handler',
    Timeout: 120,
    ...configuration,
    Code: { ZipFile: (await buffer(zip.outputStream)).toString('base64') },
  }
  await call(service, 'CreateFunction', {}, input)
  const isActive = async () =>
    (await call(service, 'GetFunctionConfiguration', { FunctionName }, {})).body.State === 'Active'
  while (!(await isActive())) await delay(50)
}

/** Of the last two minutes. */
async function metricSums(service, functionName) {
  const names = ['Invocations', 'Throttles', 'Errors']
  const now = Date.now()
  const { MetricDataResults } = await service.operations.GetMetricData({
    StartTime: new Date(now - 120_000),
    EndTime: new Date(now + 1_000),
    MetricDataQueries: names.map((MetricName) => ({
      Id: MetricName.toLowerCase(),
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Lambda',
          MetricName,
          Dimensions: [{ Name: 'FunctionName', Value: functionName }],
        },
        Period: 1,
        Stat: 'Sum',
      },
    })),
  })
  const sums = MetricDataResults.map(({ Values }) => Values.reduce((sum, value) => sum + value, 0))
  return Object.fromEntries(names.map((name, at) => [name, sums[at]]))
}

async function call(service, operation, labels, input) {
  const route = service.routes.find((each) => each.operation === operation)
  const request = {
    labels,
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify(input)),
  }
  return await route.handle(request, {
    requestId: randomUUID(),
    region: '',
    account: '',
    signal: AbortSignal.timeout(60_000),
  })
}
