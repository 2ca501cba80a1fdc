import { EC2, waitUntilInstanceRunning } from '@aws-sdk/client-ec2'
import { type SendCommandCommandInput, SSM, waitUntilCommandExecuted } from '@aws-sdk/client-ssm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type HostServices, startHostServices } from '../host-services.js'

let cloud: HostServices
let ssm: SSM
let ec2: EC2
let instanceId: string
let SubnetId: string
beforeAll(async () => {
  cloud = await startHostServices()
  ssm = new SSM(cloud.client)
  ec2 = new EC2(cloud.client)
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })
  const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/24' })
  SubnetId = Subnet?.SubnetId ?? ''
  instanceId = await launch({ Name: 'AWSCloud9SSMInstanceProfile' })
  return () => cloud.stop()
})

describe('a managed instance', () => {
  it('is online once it runs, and takes no command before or without an instance profile', async () => {
    const other = await launch(undefined)
    await expect(send(['true'], {}, other)).rejects.toMatchObject({ name: 'InvalidInstanceId' })
    await waitUntilInstanceRunning(
      { client: ec2, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.2 },
      { InstanceIds: [instanceId, other] },
    )
    await expect(send(['true'], {}, other)).rejects.toMatchObject({ name: 'InvalidInstanceId' })
    const filtered = await ssm.describeInstanceInformation({
      Filters: [{ Key: 'InstanceIds', Values: [instanceId, other] }],
    })
    expect(filtered.InstanceInformationList).toMatchObject([
      {
        InstanceId: instanceId,
        PingStatus: 'Online',
        PlatformName: 'Amazon Linux',
        LastPingDateTime: expect.any(Date),
      },
    ])
    await ec2.terminateInstances({ InstanceIds: [other] })
  })
})

describe('a command', () => {
  it('really runs, and its output and exit code are answered when it has ended', async () => {
    const CommandId = await send(['echo "안녕 $HOME"', 'echo broken >&2', 'exit 7'], {
      Comment: 'three lines',
    })
    await expect(ended(CommandId)).resolves.toMatchObject({
      Status: 'Failed',
      StatusDetails: 'Failed',
      ResponseCode: 7,
      Comment: 'three lines',
      PluginName: 'aws:runShellScript',
      StandardOutputContent: `안녕 ${cloud.dir}/instances/${instanceId}/home\n`,
      StandardErrorContent: 'broken\n',
      ExecutionElapsedTime: expect.stringMatching(/^PT\d+\.\d{3}S$/),
    })
  })

  it('is waited for by the SDK, and listed', async () => {
    const CommandId = await send(['echo done'])
    await waitUntilCommandExecuted(
      { client: ssm, maxWaitTime: 20, minDelay: 0.1, maxDelay: 0.1 },
      { CommandId, InstanceId: instanceId },
    )
    const { Commands } = await ssm.listCommands({ MaxResults: 1 })
    expect(Commands).toMatchObject([
      { CommandId, Status: 'Success', CompletedCount: 1, RequestedDateTime: expect.any(Date) },
    ])
    const { CommandInvocations } = await ssm.listCommandInvocations({ CommandId, Details: true })
    expect(CommandInvocations).toMatchObject([
      { InstanceId: instanceId, CommandPlugins: [{ Output: 'done\n', ResponseCode: 0 }] },
    ])
  })

  it('runs where it is told to, for no longer than it is told to', async () => {
    const CommandId = await send(['pwd', 'sleep 300'], {
      Parameters: { workingDirectory: ['/'], executionTimeout: ['1'] },
    })
    await expect(invocation(CommandId)).resolves.toMatchObject({
      ResponseCode: -1,
      StandardOutputContent: '',
    })
    await expect(ended(CommandId)).resolves.toMatchObject({
      Status: 'TimedOut',
      StatusDetails: 'ExecutionTimedOut',
      StandardOutputContent: '/\n',
    })
  })

  it('is refused with an unknown document, parameter, instance or time', async () => {
    for (const [wrong, name] of [
      [{ DocumentName: 'AWS-RunPowerShellScript' }, 'InvalidDocument'],
      [{ Parameters: { commands: [] } }, 'InvalidParameters'],
      [{ Parameters: { command: ['x'] } }, 'InvalidParameters'],
      [{ Parameters: { executionTimeout: ['172801'] } }, 'InvalidParameters'],
      [{ InstanceIds: ['i-0123456789abcdef0'] }, 'InvalidInstanceId'],
      [{ TimeoutSeconds: 1 }, 'ValidationException'],
    ] satisfies [Partial<SendCommandCommandInput>, string][])
      await expect(send(['true'], wrong)).rejects.toMatchObject({ name })
    await expect(invocation(crypto.randomUUID())).rejects.toMatchObject({ name: 'InvocationDoesNotExist' })
  })
})

describe('public parameters', () => {
  it('name the machine images, and nothing else', async () => {
    const Name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
    const { Parameter } = await ssm.getParameter({ Name })
    expect(Parameter?.Value).toMatch(/^ami-[0-9a-f]{17}$/)
    await expect(ssm.getParameter({ Name: '/mine' })).rejects.toMatchObject({ name: 'ParameterNotFound' })
  })
})

async function launch(IamInstanceProfile: { Name: string } | undefined): Promise<string> {
  const { Instances } = await ec2.runInstances({
    ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    InstanceType: 't3.small',
    MinCount: 1,
    MaxCount: 1,
    SubnetId,
    IamInstanceProfile,
  })
  return Instances?.[0]?.InstanceId ?? ''
}

async function send(commands: string[], more: Partial<SendCommandCommandInput> = {}, target = instanceId) {
  const { Command } = await ssm.sendCommand({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: [target],
    ...more,
    Parameters: { commands, ...more.Parameters },
  })
  return Command?.CommandId ?? ''
}

async function invocation(CommandId: string) {
  return ssm.getCommandInvocation({ CommandId, InstanceId: instanceId })
}

async function ended(CommandId: string) {
  return vi.waitFor(
    async () => {
      const now = await invocation(CommandId)
      expect(['Pending', 'InProgress', 'Cancelling']).not.toContain(now.Status)
      return now
    },
    { timeout: 60_000, interval: 50 },
  )
}
