import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  newPlace,
  type Place,
  processesOf,
  removePlace,
  restore,
  runLab,
  snapshotOf,
} from './harness/place.js'
import { type CloudClients, clientsOf, OURS, runningInstances } from './harness/world-census.js'

/** A lab that has come to the fourth step's end, and somebody else at work in the same account. */
let place: Place
let finished: string
let clients: CloudClients
beforeAll(async () => {
  place = await newPlace()
  await lab(0, 'next', '--yes')
  await lab(0, 'next', '--yes')
  await lab(0, 'next', '--yes', ...LOAD)
  await lab(0, 'next', '--yes')
  finished = await snapshotOf(place, 'four-steps')
  return () => removePlace(place)
})
beforeEach(async () => {
  await restore(place, finished)
  clients = await clientsOf(place)
})

describe('what somebody else changed', () => {
  test('a rule deleted by hand is noticed, and made again by its step', async () => {
    const rule = await ourRule()
    await clients.ec2.revokeSecurityGroupIngress(rule)
    expect(await lab(1, 'check')).toContain('No rule allows TCP 8089.')
    await lab(0, 'reset', 'security-group', '--yes')
    await lab(0, 'next', '--yes')
    expect(await ourRule()).toBeDefined()
  })

  test('code that somebody else deployed is noticed, said, and overwritten only with --force', async () => {
    const theirs = await deployTheirs()
    expect(await lab(1, 'check')).toContain('neither the original nor what the lab deployed')
    const refused = await lab(5, 'reset', 'code-optimization', '--yes')
    expect(refused).toContain('lab reset --force')
    expect(await liveSha()).toBe(theirs)
    await lab(0, 'reset', 'code-optimization', '--yes', '--force')
    expect(await liveSha()).not.toBe(theirs)
  })

  test('an environment that was stopped is noticed, and started with its Locust at its new address', async () => {
    const InstanceIds = await runningInstances(clients.ec2)
    await clients.ec2.stopInstances({ InstanceIds })
    await expect.poll(() => stateOf(InstanceIds), { timeout: 30_000 }).toEqual(['stopped'])
    expect(await lab(1, 'check')).toContain('The instance is stopped.')
    await lab(0, 'next', '--yes')
    expect(await stateOf(InstanceIds)).toEqual(['running'])
  })

  test('an environment that is half deleted is noticed, and a reset clears up what there is', async () => {
    await clients.ec2.terminateInstances({ InstanceIds: await runningInstances(clients.ec2) })
    expect(await lab(1, 'check')).toContain('The instance of the load generator does not exist.')
    expect(await lab(1, 'next', '--yes')).toContain('[no-load-host]')
    await lab(0, 'reset', 'environment', '--yes')
    expect((await clients.cloud9.listEnvironments({})).environmentIds).toEqual([])
  })

  test('a state of another account, Region or version is refused, and nothing is called', async () => {
    const path = join(place.lab, 'state.json')
    const whole = (await readFile(path, 'utf8')).replace(/\s*"sha256": "\w{64}",/, '')
    const altered = [
      [/"account": "\d{12}"/, '"account": "999999999999"', 'target-mismatch'],
      [/"region": "[^"]+"/, '"region": "us-east-1"', 'target-mismatch'],
      [/"schema": 1/, '"schema": 2', 'state-newer'],
    ] as const
    for (const [before, after, code] of altered) {
      await writeFile(path, whole.replace(before, after))
      for (const command of [['next', '--yes'], ['reset', '--yes'], ['check']]) {
        place.proxy.expect(null)
        expect(await lab(null, ...command)).toContain(`[${code}]`)
        expect(place.proxy.calls.filter(({ kind }) => kind === 'changes')).toEqual([])
      }
    }
  })

  test('a lost state is made up for by the tags: the lab’s own things go, and only these', async () => {
    await rm(join(place.lab, 'state.json'))
    await rm(join(place.lab, 'state.json.bak'), { force: true })
    const before = await clients.lambda.getFunction({ FunctionName: FUNCTION })
    const output = await lab(0, 'reset', '--adopt', '--dry-run')
    expect(output).toContain('Cloud9 Locust')
    expect(output).toContain('TCP 8089')
    expect(output).toContain('the code of serverless-app-lambda')
    expect(await liveSha()).toBe(before.Configuration?.CodeSha256)
    await lab(0, 'reset', '--adopt', '--yes')
    expect(await processesOf(place)).toEqual([])
  })
})

const LOAD = ['--users', '5', '--duration', '5', '--requests-per-second', '10']
const FUNCTION = 'serverless-app-lambda'

/** Runs a command to its end, and answers what it said; null: however it ends. */
async function lab(wanted: number | null, ...args: readonly string[]): Promise<string> {
  const { code, output } = await runLab(place, args)
  if (wanted !== null && code !== wanted)
    throw new Error(`lab ${args.join(' ')} ended with ${code}:\n${output}`)
  // Lines are broken at the page's width.
  return output.replaceAll(/\s+/g, ' ')
}

async function ourRule(): Promise<{ GroupId?: string; SecurityGroupRuleIds: string[] }> {
  const { SecurityGroupRules = [] } = await clients.ec2.describeSecurityGroupRules(OURS)
  expect(SecurityGroupRules).toHaveLength(1)
  const [{ GroupId, SecurityGroupRuleId = '' } = {}] = SecurityGroupRules
  return { ...(GroupId !== undefined && { GroupId }), SecurityGroupRuleIds: [SecurityGroupRuleId] }
}

async function stateOf(InstanceIds: string[]): Promise<(string | undefined)[]> {
  const { Reservations = [] } = await clients.ec2.describeInstances({ InstanceIds })
  return Reservations.flatMap(({ Instances = [] }) => Instances).map(({ State }) => State?.Name)
}

async function liveSha(): Promise<string | undefined> {
  const running = await clientsOf(place)
  return (await running.lambda.getFunction({ FunctionName: FUNCTION })).Configuration?.CodeSha256
}

/** Another package than the original and the lab's. */
async function deployTheirs(): Promise<string | undefined> {
  const { zip } = await import('../../src/aws/functions/zip.js')
  const content = new TextEncoder().encode(
    'def lambda_handler(event, context):\n    return {"statusCode": 200}\n',
  )
  const ZipFile = await zip(new Map([['lambda_function.py', { content, mode: 0o644 }]]))
  const { CodeSha256 } = await clients.lambda.updateFunctionCode({ FunctionName: FUNCTION, ZipFile })
  return CodeSha256
}
