import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Case, Program } from './cases.js'
import { childEnvironment } from '../../../processes/child-environment.js'
import { type Outcome, endPayload } from './outcome.js'
import { type RuntimeEvent, runtimeApi } from './runtime-api.js'

export interface ReferenceOptions {
  /** Of an environment that has `awslambdaric`. */
  readonly python: string
  readonly folder: string
  readonly arn: string
  readonly variables: Readonly<Record<string, string>>
}

/** Runs a program on AWS's own runtime client, serves it these events one after the other, and tells what came of each. */
export async function referenceOutcomes(
  program: Program,
  cases: readonly Case[],
  options: ReferenceOptions,
): Promise<Outcome[]> {
  await write(program.files, options.folder)
  const api = await runtimeApi()
  const client = start(program, api.address, options)
  let log = Buffer.alloc(0)
  client.stdout?.on('data', (chunk: Buffer) => (log = Buffer.concat([log, chunk])))
  const ended = new Promise<Outcome>((resolve) =>
    client.once('close', (code, signal) =>
      resolve({ kind: 'ended', payload: endPayload(code, signal), log: '' }),
    ),
  )
  const outcomes: Outcome[] = []
  for (const { event, clientContext } of cases) {
    const told = await Promise.race([api.serve(runtimeEvent(event, clientContext, options.arn)), ended])
    await drained(() => log.length)
    outcomes.push({ ...told, log: log.toString() })
    log = Buffer.alloc(0)
  }
  client.kill('SIGKILL')
  api.close()
  return outcomes
}

function start(
  program: Program,
  address: string,
  { python, folder, variables }: ReferenceOptions,
): ChildProcess {
  // Both streams in one, in the order in which they are written, as on Lambda.
  return spawn('sh', ['-c', 'exec "$0" -m awslambdaric "$1" 2>&1', python, program.handler], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment({
      ...variables,
      PYTHONPATH: folder,
      PYTHONDONTWRITEBYTECODE: '1',
      AWS_LAMBDA_RUNTIME_API: address,
      AWS_EXECUTION_ENV: `AWS_Lambda_${program.runtime}`,
      _HANDLER: program.handler,
      LAMBDA_TASK_ROOT: folder,
    }),
  })
}

function runtimeEvent(event: unknown, clientContext: string | undefined, arn: string): RuntimeEvent {
  return {
    requestId: randomUUID(),
    payload: JSON.stringify(event),
    headers: {
      'lambda-runtime-deadline-ms': String(Date.now() + 3_000),
      'lambda-runtime-invoked-function-arn': arn,
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000',
      ...(clientContext === undefined
        ? {}
        : { 'lambda-runtime-client-context': Buffer.from(clientContext, 'base64').toString() }),
    },
  }
}

/** What was logged before the answer is in the pipe already: it is all read when turns of the event loop bring no more. */
async function drained(length: () => number): Promise<void> {
  for (let before = -1; before !== length();) {
    before = length()
    for (let turns = 0; turns < 4; turns++) await turn()
  }
}

async function write(files: Program['files'], folder: string): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}
