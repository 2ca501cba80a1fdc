import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Cloud9 } from '@aws-sdk/client-cloud9'
import { EC2 } from '@aws-sdk/client-ec2'
import { SSM } from '@aws-sdk/client-ssm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { needs } from '../../run/needs.js'
import { clientOf, settingsIn } from '../host-services.js'

let folder: string
let cloud: ChildProcess
let ec2: EC2
let ssm: SSM
let cloud9: Cloud9
let instanceId: string
let environmentId: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-killed-'))
  await start()
  return async () => {
    cloud.kill('SIGKILL')
    await once(cloud, 'exit')
    await rm(folder, { recursive: true })
  }
})

describe('a cloud that is killed', needs('ps'), () => {
  it('goes on making the environment that it was making, once', async () => {
    const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })
    const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/24' })
    const answer = await cloud9.createEnvironmentEC2({
      name: 'Locust',
      instanceType: 'c5.large',
      imageId: 'amazonlinux-2023-x86_64',
      connectionType: 'CONNECT_SSM',
      subnetId: Subnet?.SubnetId ?? '',
    })
    environmentId = answer.environmentId ?? ''
    await restartAfterKill()
    await vi.waitFor(
      async () => {
        const { environments } = await cloud9.describeEnvironments({ environmentIds: [environmentId] })
        expect(environments?.[0]?.lifecycle).toEqual({ status: 'CREATED' })
      },
      { timeout: 60_000, interval: 100 },
    )
    const { Reservations = [] } = await ec2.describeInstances({})
    expect(Reservations).toHaveLength(1)
    instanceId = Reservations[0]?.Instances?.[0]?.InstanceId ?? ''
    const { SecurityGroups = [] } = await ec2.describeSecurityGroups({})
    expect(SecurityGroups.map(({ GroupName }) => GroupName?.split('-')[0])).toEqual(['default', 'aws'])
  })

  it('leaves a service at work, reachable as before, and ends the command that was in flight', async () => {
    await ssm.sendCommand(
      command([
        'setsid nohup python3 -m http.server --bind "$LOCUST_WEB_HOST" "$LOCUST_WEB_PORT" >s.log 2>&1 </dev/null &',
        // What has not left the command's process group yet ends with it.
        'until (exec 3<>"/dev/tcp/$LOCUST_WEB_HOST/$LOCUST_WEB_PORT") 2>/dev/null; do sleep 0.1; done',
      ]),
    )
    await allow8089()
    await vi.waitFor(async () => expect((await page()).status).toBe(200), { timeout: 60_000 })
    const { Command } = await ssm.sendCommand(command(['sleep 301']))
    const asked = { CommandId: Command?.CommandId ?? '', InstanceId: instanceId }
    await vi.waitFor(() => expect(sleepers()).toHaveLength(1), { timeout: 60_000 })

    await restartAfterKill()
    await expect(ssm.getCommandInvocation(asked)).resolves.toMatchObject({
      Status: 'Failed',
      StandardErrorContent: expect.stringContaining('was ended while this command ran'),
    })
    await vi.waitFor(() => expect(sleepers()).toEqual([]), { timeout: 60_000 })
    await expect(page()).resolves.toMatchObject({ status: 200 })
  })

  it('ends the service when its environment is deleted afterwards', async () => {
    const url = await pageUrl()
    await restartAfterKill()
    await cloud9.deleteEnvironment({ environmentId })
    await vi.waitFor(
      async () => expect(await cloud9.listEnvironments({})).toMatchObject({ environmentIds: [] }),
      { timeout: 60_000 },
    )
    await expect(fetch(url)).rejects.toThrow('fetch failed')
    expect(processesOf(instanceId)).toEqual([])
  })
})

async function start(): Promise<void> {
  const settings = settingsIn(folder)
  const program = fileURLToPath(new URL('host-process.mjs', import.meta.url))
  cloud = spawn(process.execPath, [program, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (cloud.stdout === null) throw new Error('no output')
  const [endpoint]: string[] = await once(createInterface(cloud.stdout), 'line')
  const client = clientOf(endpoint ?? '', settings)
  ec2 = new EC2(client)
  ssm = new SSM(client)
  cloud9 = new Cloud9(client)
}

async function restartAfterKill(): Promise<void> {
  cloud.kill('SIGKILL')
  await once(cloud, 'exit')
  await start()
}

function command(commands: string[]) {
  return { DocumentName: 'AWS-RunShellScript', InstanceIds: [instanceId], Parameters: { commands } }
}

async function allow8089(): Promise<void> {
  const { Reservations } = await ec2.describeInstances({ InstanceIds: [instanceId] })
  await ec2.authorizeSecurityGroupIngress({
    GroupId: Reservations?.[0]?.Instances?.[0]?.SecurityGroups?.[0]?.GroupId,
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 8089, ToPort: 8089, IpRanges: [{ CidrIp: '127.0.0.1/32' }] },
    ],
  })
}

async function pageUrl(): Promise<string> {
  const { Reservations } = await ec2.describeInstances({ InstanceIds: [instanceId] })
  return `http://${Reservations?.[0]?.Instances?.[0]?.PublicIpAddress}:8089/`
}

async function page(): Promise<Response> {
  return fetch(await pageUrl())
}

const sleepers = () => processesOf(instanceId).filter((line) => line.includes('sleep 301'))

/** Command lines with the environment, of all processes that were started on an instance. */
function processesOf(id: string): string[] {
  const { stdout } = spawnSync('ps', ['axeww', '-o', 'args='], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line.includes(`LOCAL_CLOUD_INSTANCE=${id}/`))
}
