import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Lambda } from '@aws-sdk/client-lambda'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cloudStatus } from '../../../src/cloud/control/cloud-status.js'
import { folderMark } from '../../../src/cloud/control/folder-mark.js'
import { leftOf, tracesOf } from '../../../src/cloud/control/leftovers.js'
import { stopCloud } from '../../../src/cloud/control/stop-cloud.js'
import { shortSocketFolder } from '../../../src/cloud/control/socket-folder.js'
import { processTable } from '../../../src/system/process-table.js'
import { processStartOf } from '../../../src/system/process-identity.js'
import { zipOf } from '../lambda/zip.js'
import { clientOf, cloudFolder, kill, started, withEnvironment } from '../daemon.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

describe('a cloud whose folder or process is gone', () => {
  it('ends itself and all that it started when its folder is deleted, and does not make it anew', async () => {
    const dir = await cloudFolder()
    const { pid } = await started(dir)
    expect(await running(dir)).toContain(pid)
    await rm(dir, { recursive: true })
    await expect.poll(() => processStartOf(pid)).toBeNull()
    expect(await running(dir)).toEqual([])
    expect(existsSync(dir)).toBe(false)
  })

  it('ends itself when its folder is moved, and serves again where it is now', async () => {
    const dir = await cloudFolder()
    const { pid, account } = await started(dir)
    const moved = `${dir}-moved`
    await rename(dir, moved)
    onTestFinished(async () => {
      await stopCloud(moved)
      await rm(moved, { recursive: true })
    })
    await expect.poll(() => processStartOf(pid)).toBeNull()
    expect((await started(moved)).account).toBe(account)
  })

  it('is found by its mark while it has not noticed, and ended by who stops it', async () => {
    const dir = await cloudFolder()
    const { pid } = await started(dir)
    process.kill(pid, 'SIGSTOP')
    await rm(dir, { recursive: true })
    expect(await cloudStatus(dir)).toEqual({ kind: 'silent', pid })
    expect(await stopCloud(dir, 0)).toMatchObject({ kind: 'killed', pid })
    expect(await running(dir)).toEqual([])
  })

  it('is not ended by an older one of the same folder, which ends without it', async () => {
    const dir = await cloudFolder()
    const old = await started(dir)
    await rm(dir, { recursive: true })
    const next = await started(dir)
    await expect.poll(() => processStartOf(old.pid)).toBeNull()
    expect(await cloudStatus(dir)).toMatchObject({ kind: 'running', facts: next, database: 'up' })
    await invoked(next, 'def handler(event, context):\n    return 1\n')
  })

  it('takes a function’s child with it that left for a session of its own', async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    const child = await invoked(
      facts,
      'import subprocess\n\ndef handler(event, context):\n    return subprocess.Popen(["sleep", "600"], start_new_session=True).pid\n',
    )
    expect(processStartOf(child)).not.toBeNull()
    const traces = await tracesOf(dir)
    await kill(facts)
    await stopCloud(dir)
    await expect.poll(() => processStartOf(child)).toBeNull()
    await rm(dir, { recursive: true })
    expect(await leftOf(traces)).toEqual([])
  })

  it('leaves no folder for sockets behind where its own path is too long for one, also when it was killed', async () => {
    const long = join(await mkdtemp(join(tmpdir(), 'lab-long-')), 'x'.repeat(90))
    onTestFinished(async () => {
      await stopCloud(long)
      await rm(join(long, '..'), { recursive: true })
    })
    const facts = await started(long)
    expect(existsSync(shortSocketFolder(long))).toBe(true)
    await kill(facts)
    await stopCloud(long)
    expect(existsSync(shortSocketFolder(long))).toBe(false)
  })

  it('is told to be left, with what of it is there', async () => {
    const dir = await cloudFolder()
    const { pid, endpoint } = await started(dir)
    const left = (await leftOf(await tracesOf(dir))).map(({ en }) => en)
    expect(left).toContain(`process ${pid}`)
    expect(left).toContain(`port ${new URL(endpoint).host}`)
    expect(left).toContain(`folder ${dir}`)
  })
})

async function running(dir: string): Promise<number[]> {
  const mark = folderMark(dir)
  return (await processTable()).filter((one) => one.has(mark)).map(({ pid }) => pid)
}

/** What a function of that code answers. */
async function invoked(facts: Parameters<typeof clientOf>[0], code: string): Promise<number> {
  const lambda = new Lambda(clientOf(facts))
  await lambda.createFunction({
    FunctionName: 'own',
    Runtime: 'python3.13',
    Handler: 'own.handler',
    Role: `arn:aws:iam::${facts.account}:role/any`,
    Code: { ZipFile: await zipOf({ 'own.py': code }) },
  })
  await expect
    .poll(async () => (await lambda.getFunctionConfiguration({ FunctionName: 'own' })).State)
    .toBe('Active')
  const { Payload } = await lambda.invoke({ FunctionName: 'own' })
  return Number(new TextDecoder().decode(Payload))
}
