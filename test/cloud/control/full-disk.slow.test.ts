import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EC2 } from '@aws-sdk/client-ec2'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import { stopCloud } from '../../../src/cloud/control/stop-cloud.js'
import { lab } from '../../e2e/lab-process.js'
import { needs } from '../../run/needs.js'
import { clientOf, kill, started, withEnvironment } from '../daemon.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

describe('a lab whose disk is full', needs('own-disk'), () => {
  it(
    'keeps its cloud, which starts again also where an instance cannot be made whole',
    { timeout: 60_000 },
    async () => {
      const { folder, fill } = await smallDisk(60)
      const dir = join(folder, '.lab', 'cloud')
      const facts = await started(dir)
      const id = await runningInstance(new EC2(clientOf(facts)))
      await rm(join(dir, 'instances', id, 'python', 'bin'), { recursive: true })
      await fill()
      const secret = { Name: 'one', SecretString: 'x'.repeat(60_000) }
      await expect(new SecretsManager(clientOf(facts)).createSecret(secret)).rejects.toMatchObject({
        message: expect.stringContaining('ENOSPC'),
      })
      expect(await cloudStatus(dir)).toMatchObject({ kind: 'running' })

      await kill(facts)
      const again = await started(dir)
      const { Reservations } = await new EC2(clientOf(again)).describeInstances({ InstanceIds: [id] })
      expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('stopped')
    },
  )

  it(
    'says so where its cloud cannot start, and is stopped and reset all the same',
    { timeout: 60_000 },
    async () => {
      const { folder, fill } = await smallDisk(12)
      const dir = join(folder, '.lab')
      await fill()
      const none = await lab(dir, 'cloud', 'start')
      expect(none.code).toBe(1)
      expect(none.stderr).toContain('[disk-full]')
      expect(none.stderr).toContain('ENOSPC')

      await rm(join(folder, 'filler'))
      expect((await lab(dir, 'cloud', 'start')).code).toBe(0)
      await fill()
      const next = await lab(dir, 'next', '--yes')
      expect(next.stderr).toContain('[disk-full]')
      const stopped = await lab(dir, 'cloud', 'stop')
      expect(stopped.code, stopped.stderr).toBe(0)
      await fill()
      const reset = await lab(dir, 'reset', '--yes')
      expect(reset.code, reset.stderr).toBe(0)
      expect(existsSync(join(dir, 'cloud'))).toBe(false)
    },
  )
})

/** A disk of so many megabytes, and what fills it up. */
async function smallDisk(megabytes: number) {
  const folder = await mkdtemp(join(tmpdir(), 'lab-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder])
  onTestFinished(async () => {
    await stopCloud(join(folder, '.lab', 'cloud'))
    execFileSync('umount', ['--lazy', folder])
    await rm(folder, { recursive: true })
  })
  const fill = async () => {
    for (const bytes of [1 << 20, 4_096])
      while (
        await appendFile(join(folder, 'filler'), Buffer.alloc(bytes)).then(
          () => true,
          () => false,
        )
      );
  }
  return { folder, fill }
}

async function runningInstance(ec2: EC2): Promise<string> {
  const { Subnets } = await ec2.describeSubnets({})
  const image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
  const { Instances } = await ec2.runInstances({
    ImageId: image,
    InstanceType: 'c5.large',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: Subnets?.[0]?.SubnetId,
  })
  const id = Instances?.[0]?.InstanceId ?? ''
  await expect
    .poll(
      async () =>
        (await ec2.describeInstances({ InstanceIds: [id] })).Reservations?.[0]?.Instances?.[0]?.State?.Name,
      { timeout: 60_000 },
    )
    .toBe('running')
  return id
}
