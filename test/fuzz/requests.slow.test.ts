import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { APIGateway } from '@aws-sdk/client-api-gateway'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../run/needs.js'
import { ensureCloud } from '../../src/cloud/control/ensure-cloud.js'
import { cloudStatus } from '../../src/cloud/control/cloud-status.js'
import type { CloudFacts } from '../../src/cloud/control/cloud-facts.js'
import { stopCloud } from '../../src/cloud/control/stop-cloud.js'
import { zipOf } from '../cloud/lambda/zip.js'
import { amount, LONGEST_MS } from './amount.js'
import { attack } from './requests/attack.js'
import { FUZZED } from './requests/calls.js'
import { record, type Recorded } from './requests/recorded.js'
import { registeredCalls } from './requests/registered.js'
import { printTally } from './summary.js'

let dir: string
let facts: CloudFacts
let recorded: Recorded
let invokePath: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-fuzz-'))
  facts = await ensureCloud({ dir: join(dir, 'cloud'), report: () => undefined })
  const { region, endpoint, accessKeyId, secretAccessKey } = facts
  const credentials = { accessKeyId, secretAccessKey }
  const registered = await registeredCalls({ region, endpoint, credentials, maxAttempts: 1 })
  recorded = await record(region, join(dir, 'canary'), registered)
  invokePath = await prepared()
  return async () => {
    await stopCloud(join(dir, 'cloud'))
    await rm(dir, { recursive: true })
  }
}, 300_000)

describe('the local cloud under malformed requests', () => {
  it('is attacked in each of its services', async () => {
    const names = new Set([...recorded.harmless, ...recorded.harmful].map(({ service }) => service))
    expect([...names].sort()).toEqual(await signingNames())
  })

  it(
    'neither crashes nor hangs, performs nothing that is not rightly signed, and keeps its memory',
    { timeout: LONGEST_MS, ...needs('ps') },
    async () => {
      const memory = await memoryWhile(facts.pid, async () => {
        const attacked = await attack({ facts, recorded, invokePath, ...amount })
        printTally(
          `seed ${amount.seed}: ${attacked.sent} malformed requests`,
          attacked.seconds,
          attacked.sent,
          attacked.outcomes,
        )
        expect(attacked.faults).toEqual([])
        expect(attacked.sent).toBe(amount.requests)
      })
      console.log(`  memory of the cloud in MB: ${memory.join(' ')}`)
      const settledAt = Math.floor(memory.length / 3)
      expect(memory.at(-1)).toBeLessThan(Math.max(...memory.slice(0, settledAt + 1)) + 150)

      expect(await cloudStatus(join(dir, 'cloud'))).toMatchObject({
        kind: 'running',
        facts: { pid: facts.pid },
      })
      expect(existsSync(join(dir, 'canary'))).toBe(false)
      const log = await readFile(join(dir, 'cloud', 'cloud.log'), 'utf8')
      expect(log.match(/^.*(Error|\bat .*\(.*:\d+:\d+\)).*$/gm) ?? []).toEqual([])
    },
  )
})

/** As the services' sources have them. */
async function signingNames(): Promise<string[]> {
  const root = new URL('../../src/cloud/', import.meta.url).pathname
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const sources = await Promise.all(files.map((name) => readFile(join(root, name), 'utf8')))
  const named = sources.flatMap((source) => [...source.matchAll(/signingName: '(\w+)'/g)])
  return [...new Set(named.map(([, name = '']) => name))].sort()
}

/** A function and a secret of the fuzzer's own; answers the application's invoke path. */
async function prepared(): Promise<string> {
  const { region, endpoint, accessKeyId, secretAccessKey } = facts
  const client = { region, endpoint, credentials: { accessKeyId, secretAccessKey } }
  await new Lambda(client).createFunction({
    FunctionName: FUZZED.function,
    Runtime: 'python3.12',
    Role: `arn:aws:iam::${facts.account}:role/fuzz`,
    Handler: 'lambda_function.lambda_handler',
    Code: {
      ZipFile: await zipOf({
        'lambda_function.py': 'def lambda_handler(event, context):\n    return event\n',
      }),
    },
  })
  await new SecretsManager(client).createSecret({ Name: FUZZED.secret, SecretString: 'nothing' })
  const gateway = new APIGateway(client)
  const [api] = (await gateway.getRestApis({})).items ?? []
  const [stage] = (await gateway.getStages({ restApiId: api?.id })).item ?? []
  return `/execute-api/${api?.id}/${stage?.stageName}`
}

/** Resident memory in MB, once a second, while `work` runs. */
async function memoryWhile(pid: number, work: () => Promise<void>): Promise<number[]> {
  const seen: number[] = []
  const look = async (): Promise<void> => {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
    seen.push(Math.round(Number(stdout) / 1_024))
  }
  await look()
  const timer = setInterval(() => void look().catch(() => undefined), 1_000)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  await look()
  return seen
}
