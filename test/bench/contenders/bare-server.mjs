/*
 * The least that can be between HTTP and the lab's own Python workers: no routes, no limits, no metrics, no logs, and always the
 * same event. As many workers as requests are under way; the one that was used last is taken first.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environmentVariables } from '../../../dist/src/cloud/lambda/environments/environment-settings.js'
import { encodeEvent } from '../../../dist/src/cloud/lambda/environments/event.js'
import { Processes } from '../../../dist/src/cloud/lambda/environments/processes.js'

const [python] = process.argv.slice(2)
const dir = await mkdtemp(join(tmpdir(), 'lab-bare-'))
const processes = new Processes(dir, python)
await processes.start()

const settings = {
  handler: 'handler.lambda_handler',
  memoryMb: 1_769,
  variables: environmentVariables({
    functionName: 'one-line',
    version: '$LATEST',
    runtime: 'python3.13',
    handler: 'handler.lambda_handler',
    memoryMb: 1_769,
    region: 'ap-northeast-2',
    taskRoot: fileURLToPath(new URL('.', import.meta.url)),
    temporaryFolder: join(dir, 'tmp'),
    logGroup: '',
    logStream: '',
    jsonLogs: null,
    initialization: 'on-demand',
    own: {},
    cloud: {},
    path: process.env.PATH,
  }),
}
const event = {
  requestId: '00000000-0000-0000-0000-000000000000',
  functionArn: Buffer.from('arn:aws:lambda:ap-northeast-2:123456789012:function:one-line'),
  traceId: '',
  clientContext: '',
  payload: Buffer.from(
    JSON.stringify(JSON.parse(await readFile(new URL('event.json', import.meta.url), 'utf8'))),
  ),
}

const idle = []
const server = createServer((_, response) => {
  const worker = idle.pop()
  if (worker !== undefined) worker.ask(response)
  else startWorker(response)
})
server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () => console.log(server.address().port))

process.once('SIGTERM', () => void stop())

async function stop() {
  await processes.stop()
  await rm(dir, { recursive: true, force: true })
  process.exit(0)
}

function startWorker(first) {
  let response = first
  const worker = {
    ask(next) {
      response = next
      environment.send(encodeEvent(event, Date.now() + 3_000))
    },
  }
  const environment = processes.launch(settings, {
    text: () => {},
    frame({ kind, payload }) {
      if (kind === 'initialized') return worker.ask(response)
      const { statusCode, body } = JSON.parse(payload)
      idle.push(worker)
      response.writeHead(statusCode, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      })
      response.end(body)
    },
    ended: () => {},
  })
}
