import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../run/needs.js'
import { cloudStatus } from '../../src/cloud/control/cloud-status.js'
import type { CloudFacts } from '../../src/cloud/control/cloud-facts.js'
import { type Finished, lab, processesOf } from '../e2e/lab-process.js'
import { listeningAddresses } from './listening.js'
import { everythingIn, holds, type WrittenFile } from './searched.js'

const PHRASE = 'anyone on the internet'
/** A user's own credentials, which the local cloud has no use for. */
const OWN = {
  AWS_ACCESS_KEY_ID: 'AKIAPLANTEDPLANTED00',
  AWS_SECRET_ACCESS_KEY: 'planted+own/secret+of+the+user',
}
const PLANTED = 'planted "content" of a secret 한글'

/** A whole short lab, step by step, and everything that it writes and prints. */
describe.sequential('a whole lab on the local cloud', { timeout: 300_000 }, () => {
  let dir: string
  const said: string[] = []
  const before = { ...process.env }
  const run = async (...args: string[]): Promise<Finished> => {
    const finished = await lab(dir, ...args)
    said.push(finished.stdout, finished.stderr)
    return finished
  }
  beforeAll(async () => {
    Object.assign(process.env, OWN)
    dir = join(await mkdtemp(join(tmpdir(), 'lab-secrets-')), '.lab')
    return async () => {
      process.env = before
      await lab(dir, 'reset', '--yes', '--force')
      await rm(join(dir, '..'), { recursive: true, force: true })
    }
  })

  it('opens to everyone only for a flag with the whole phrase, warns, and says so until it is closed', async () => {
    expect(await run('next', '--yes')).toMatchObject({ code: 0 })
    const unconfirmed = await run('next', '--yes', '--source', '0.0.0.0/0')
    expect(unconfirmed).toMatchObject({ code: 2, stderr: expect.stringContaining(`--open-to '${PHRASE}'`) })
    const halfConfirmed = await run('next', '--yes', '--source', '0.0.0.0/0', '--open-to', 'yes')
    expect(halfConfirmed.code).toBe(2)
    expect((await run('status')).stdout).not.toContain('open to everyone')

    const opened = await run('next', '--yes', '--source', '0.0.0.0/0', '--open-to', PHRASE)
    expect(opened.code, opened.stderr).toBe(0)
    expect(opened.stdout + opened.stderr).toContain('has no login')
    expect((await run('status')).stdout.replaceAll(/\s+/g, ' ')).toContain('open to everyone on the internet')
    expect(await run('reset', 'security-group', '--yes')).toMatchObject({ code: 0 })
    expect((await run('status')).stdout).not.toContain('open to everyone')
  })

  it('listens on loopback only, in every one of its processes', needs('linux'), async () => {
    expect(await run('next', '--yes')).toMatchObject({ code: 0 })
    const pids = (await processesOf(dir)).map((line) => Number.parseInt(line, 10))
    const addresses = await listeningAddresses(pids)
    expect(addresses.some((address) => address.endsWith(':8089'))).toBe(true)
    expect(addresses.length).toBeGreaterThan(2)
    expect(addresses.filter((address) => !address.startsWith('127.'))).toEqual([])
  })

  it('writes no secret anywhere but into the files that must hold it', async () => {
    const facts = await factsIn(dir)
    const secrets = secretsOf(facts)
    await secrets.createSecret({ Name: 'planted', SecretString: PLANTED })
    const { SecretString = '' } = await secrets.getSecretValue({ SecretId: 'serverless-app-rds-secret' })
    const { password } = JSON.parse(SecretString)
    expect(password).toMatch(/.{8}/)
    const finished = await run('run', '--yes', '--users', '10', '--duration', '5')
    expect(finished.code, finished.stderr).toBe(0)
    await run('status', '--json')
    await run('report', '--json')
    await run('check', '--json')
    await run('cloud', 'logs')

    const files = await everythingIn(dir)
    const holders = (secret: string) =>
      files.filter(({ content }) => holds(content, secret)).map(({ path }) => path)
    expect(holders(facts.secretAccessKey).sort()).toEqual(['cloud/cloud.json', 'cloud/settings.json'])
    expect(holders(password).sort()).toEqual(['cloud/mysql/database.json', 'cloud/mysql/database.json.bak'])
    expect(holders(PLANTED)).toEqual([])
    expect(holders(OWN.AWS_SECRET_ACCESS_KEY)).toEqual([])
    const printed = said.join('\n')
    for (const secret of [facts.secretAccessKey, password, PLANTED, OWN.AWS_SECRET_ACCESS_KEY])
      expect(holds(printed, secret)).toBe(false)
  })

  it('makes every file and folder for its owner only', async () => {
    const openToOthers = ({ mode }: WrittenFile) => (mode & 0o077) !== 0
    // pip makes what it installs executable for all, whatever it is told; the instance's own folder lets nobody get there.
    const ofPython = ({ path }: WrittenFile) => /^\.lab\/cloud\/instances\/[^/]+\/python\/./.test(path)
    const files = (await everythingIn(join(dir, '..'))).filter((file) => !ofPython(file))
    expect(files.length).toBeGreaterThan(30)
    expect(files.filter(openToOthers).map(({ path, mode }) => `${mode.toString(8)} ${path}`)).toEqual([])
  })
})

async function factsIn(dir: string): Promise<CloudFacts> {
  const status = await cloudStatus(join(dir, 'cloud'))
  if (status.kind !== 'running') throw new Error('The cloud does not run')
  return status.facts
}

const secretsOf = ({ endpoint, region, accessKeyId, secretAccessKey }: CloudFacts): SecretsManager =>
  new SecretsManager({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
