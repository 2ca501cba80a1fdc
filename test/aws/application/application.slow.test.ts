import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudFormation } from '@aws-sdk/client-cloudformation'
import { EC2 } from '@aws-sdk/client-ec2'
import { Lambda } from '@aws-sdk/client-lambda'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { beforeAll, describe, expect, test } from 'vitest'
import { APPLICATION_TAG } from '../../../src/aws/application/stack.js'
import { applicationTemplate } from '../../../src/aws/application/template.js'
import { unzip } from '../../../src/aws/functions/zip.js'
import type { LabState } from '../../../src/core/state.js'
import { labStore } from '../../../src/cli/connect/lab-store.js'
import { recordCalls } from '../../account/recorded/recorded.js'
import { finished, interruptAt } from '../../e2e/lab-process.js'
import { childEnvironment } from '../../processes/child-environment.js'
import { INSTALLING_MS, startTaughtMoto, type TaughtMoto } from './taught-moto.js'

let moto: TaughtMoto
let dir: string
let recording: Readonly<Record<string, string>>
beforeAll(async () => {
  recording = await recordCalls(import.meta.url)
  dir = await mkdtemp(join(tmpdir(), 'lab-app-'))
  moto = await startTaughtMoto()
  return async () => {
    await moto.stop()
    await rm(dir, { recursive: true })
  }
}, INSTALLING_MS)

const REGION = 'ap-northeast-2'
const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' }
const server = () => ({ endpoint: moto.endpoint, region: REGION, credentials: KEYS })

const LAB = 'dist/src/main.js'
const lab = (args: readonly string[], folder = '.lab', node: readonly string[] = []) =>
  labWith({}, args, folder, node)
const labWith = (
  own: NodeJS.ProcessEnv,
  args: readonly string[],
  folder = '.lab',
  node: readonly string[] = [],
) =>
  finished(
    'node',
    [...node, LAB, ...args, '--dir', join(dir, folder)],
    childEnvironment({ ...variables(), ...own }),
  )
const variables = () => ({
  LANG: 'en_US.UTF-8',
  AWS_ENDPOINT_URL: moto.endpoint,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  ...recording,
})

/** One life of the application, from nothing to nothing; each test goes on from the one before. */
describe('lab app, on a server with CloudFormation', () => {
  test('shows what it would create and what that costs a day, and creates nothing', async () => {
    const { code, stderr } = await lab(['app', 'deploy', '--target', 'aws', '--dry-run'])
    expect(code).toBe(0)
    expect(stderr).toContain('+ create  Database (AWS::RDS::DBInstance)')
    expect(stderr).toMatch(/About \$1\.88 a day \(\$0\.078 an hour\)/)
    expect(await stacks()).toEqual([])
  })

  test('withdraws the change set where nobody says yes', async () => {
    const { code, stderr } = await lab(['app', 'deploy', '--target', 'aws'])
    expect(code).toBe(2)
    expect(stderr).toContain('[needs-answer]')
    expect(await stacks()).toEqual([])
  })

  test.each([
    {
      where: 'there is no Python',
      own: () => ({ LAB_PYTHON: '/nowhere/python3' }),
      said: ['LAB_PYTHON is not a Python: /nowhere/python3', 'Set LAB_PYTHON to the path of a Python'],
    },
    {
      where: 'the package index cannot be reached',
      own: () => ({ ...OWN_INDEX, PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_RETRIES: '0' }),
      said: ['Check the network or pip’s settings'],
    },
    {
      where: 'the index has another file under its name',
      own: async () => ({ ...OWN_INDEX, PIP_NO_INDEX: '1', PIP_FIND_LINKS: await forgedWheel() }),
      said: ['another file under that name', 'PIP_INDEX_URL=https://pypi.org/simple'],
    },
  ])('creates nothing where $where, and says how to get PyMySQL', async ({ own, said }) => {
    const { code, stderr } = await labWith(await own(), ['app', 'deploy', '--target', 'aws', '--yes'])
    expect(code).toBe(1)
    expect(stderr).toContain('[pymysql-not-fetched]')
    for (const words of said) expect(stderr.replaceAll(/\s+/g, ' ')).toContain(words)
    expect(await stacks()).toEqual([])
  })

  test('says what failed, why and what to do, and that nothing is left to pay for', async () => {
    await moto.failNext('User: x is not authorized to perform: rds:CreateDBInstance on resource: y')
    const { code, stderr } = await lab(['app', 'deploy', '--target', 'aws', '--yes'])
    expect(code).toBe(1)
    expect(stderr).toContain('could not deploy the application: Database. [app-deploy-failed]')
    expect(stderr).toContain('Ask for the permission rds:CreateDBInstance, then type')
    expect(stderr).not.toContain('Running on AWS')
    expect(await stacks()).toEqual([])
  })

  test('creates it after a crash had left a change set, puts the code in, and finds all of it', async () => {
    const { lab: labId } = await theState()
    const formation = new CloudFormation(server())
    await formation.createChangeSet({
      StackName: 'serverless-app',
      ChangeSetName: 'left',
      ChangeSetType: 'CREATE',
      TemplateBody: await applicationTemplate(),
      Tags: [{ Key: APPLICATION_TAG, Value: labId }],
      Parameters: ['ZoneA', 'ZoneC'].map((ParameterKey) => ({ ParameterKey, ParameterValue: `${REGION}a` })),
    })
    const { code, stdout, stderr } = await lab(['app', 'deploy', '--yes'])
    expect(code).toBe(0)
    expect(stderr).toContain('Remove what an earlier attempt left (REVIEW_IN_PROGRESS)')
    expect(stdout).toMatch(/Invoke URL +http\S+\/prod/)
    expect(stdout).toMatch(/Subnet for the load generator +subnet-/)
    expect(await stacks()).toEqual(['CREATE_COMPLETE'])

    const row = (await theState()).rows.find(({ status }) => status === 'created')
    expect(row).toMatchObject({ type: 'cloudformation-stack', status: 'created', owned: true })
    expect(row?.details).toMatchObject({
      DatabaseName: 'serverless_app',
      FunctionName: 'serverless-app-lambda',
    })
    const secrets = await new SecretsManager(server()).listSecrets({})
    expect(secrets.SecretList?.map(({ Name }) => Name)).toEqual(['serverless-app-rds-secret'])
  })

  test('has put the workshop’s handler, with the proxy’s address, beside PyMySQL', async () => {
    const { Code } = await new Lambda(server()).getFunction({ FunctionName: 'serverless-app-lambda' })
    const answer = await fetch(Code?.Location ?? '')
    const files = await unzip(new Uint8Array(await answer.arrayBuffer()))
    const handler = new TextDecoder().decode(files.get('lambda_function.py')?.content)
    expect(handler).toMatch(/^RDS_PROXY_HOST = "serverless-app-rds-proxy\.db-proxy-\w+\.ap-northeast-2/m)
    expect(handler).toContain('SECRET_NAME = "serverless-app-rds-secret"')
    expect([...files.keys()]).toContain('pymysql/__init__.py')
  })

  test('leaves it alone when it is there, and so does another lab', async () => {
    const again = await lab(['app', 'deploy', '--yes'])
    expect(again.code).toBe(0)
    expect(again.stderr).toContain('it already has code, which is kept')
    const other = await lab(['app', 'deploy', '--target', 'aws', '--yes'], '.lab-other')
    expect(other.stdout).toContain('created by another lab, lab-')
    expect((await lab(['app', 'delete', '--target', 'aws', '--yes'], '.lab-other')).stderr).toContain(
      '[app-of-another-lab]',
    )
    expect(await stacks()).toEqual(['CREATE_COMPLETE'])
  })

  test('is told of by every command while it costs, also for programs, and a reset leaves it', async () => {
    const reset = await lab(['reset', '--yes'])
    expect(reset.stderr).toMatch(/Running on AWS at your expense: the application \(since \d+ seconds? ago\)/)
    expect(reset.stderr).toMatch(
      /\$0\.078 an hour \(list prices of ap-northeast-2, [\d-]+\).*`lab app delete`/s,
    )
    const status = await lab(['status', '--json'])
    expect(status.stderr).toBe('')
    expect(JSON.parse(status.stdout)).toMatchObject({
      running: { currency: 'USD', pricesIn: REGION, resources: [{ key: 'application' }] },
    })
  })

  test('is not deleted from under what the steps made', async () => {
    const store = labStore(join(dir, '.lab'))
    const before = await theState()
    const application = before.rows.find(({ status }) => status === 'created')
    if (application === undefined) throw new Error('no row')
    const made = { ...application, key: 'environment', step: 'environment' }
    await store.save({ ...before, rows: [...before.rows, made] })
    expect((await lab(['app', 'delete', '--yes'])).stderr).toContain('[app-in-use]')
    await store.save(before)
  })

  test('is there still where its deletion is interrupted, which names its own way on', async () => {
    const interrupting = ['--import', interruptAt('> Delete the application')]
    const { code, stderr } = await lab(['app', 'delete', '--yes'], '.lab', interrupting)
    expect(code).toBe(130)
    expect(stderr).toMatch(/To continue, type: lab app delete$/m)
    expect(await stacks()).toEqual(['CREATE_COMPLETE'])
  })

  test('goes without a trace, and the lab’s folder with it', async () => {
    const { code, stdout } = await lab(['app', 'delete', '--yes'])
    expect(code).toBe(0)
    expect(stdout).toContain('The application is deleted')
    expect(await stacks()).toEqual([])
    const { Vpcs = [] } = await new EC2(server()).describeVpcs({
      Filters: [{ Name: 'tag:Name', Values: ['serverless-app-vpc'] }],
    })
    expect(Vpcs).toEqual([])
    expect((await lab(['status', '--json'])).stdout).toContain('"lab": null')
    expect((await lab(['app', 'delete', '--target', 'aws', '--yes'])).stdout).toContain(
      'No lab has deployed an application',
    )
  })
})

test('on the local cloud the application is there already, and nothing is started to say so', async () => {
  const { code, stdout } = await lab(['app', 'deploy'], '.lab-local')
  expect(code).toBe(0)
  expect(stdout).toContain('The local cloud comes with the application')
  await expect(readFile(join(dir, '.lab-local', 'cloud', 'cloud.json'))).rejects.toThrow('ENOENT')
})

/** Nothing of what this person's pip is set to, neither in variables nor in files. */
const OWN_INDEX = { PIP_CONFIG_FILE: devNull, PIP_FIND_LINKS: '', PIP_EXTRA_INDEX_URL: '' }

/** A folder with a file of the pinned release's name and other content. */
async function forgedWheel(): Promise<string> {
  const pins = await readFile('src/cloud/lambda/runtime/requirements.txt', 'utf8')
  const version = /^pymysql==(\S+)/m.exec(pins)?.[1]
  const wheels = join(dir, 'wheels')
  await mkdir(wheels)
  await writeFile(join(wheels, `pymysql-${version}-py3-none-any.whl`), 'not what was pinned')
  return wheels
}

/** Of the stacks that are there. */
async function stacks(): Promise<(string | undefined)[]> {
  const { Stacks = [] } = await new CloudFormation(server()).describeStacks({})
  return Stacks.map(({ StackStatus }) => StackStatus)
}

async function theState(): Promise<LabState> {
  const state = await labStore(join(dir, '.lab')).read()
  if (state === null) throw new Error('no state')
  return state
}
