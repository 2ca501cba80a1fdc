import { join } from 'node:path'
import { beforeAll, expect, onTestFinished } from 'vitest'
import type { CloudFacts } from '../../src/cloud/control/cloud-facts.js'
import { ensureCloud } from '../../src/cloud/control/ensure-cloud.js'
import { stopCloud } from '../../src/cloud/control/stop-cloud.js'
import { processStartOf } from '../../src/system/process-identity.js'
import { temporaryFolder } from './temporary.js'

/** Clouds of this file are processes of their own, with these variables in their environment. */
export function withEnvironment(variables: NodeJS.ProcessEnv): void {
  const before = { ...process.env }
  beforeAll(() => {
    Object.assign(process.env, variables)
    return () => {
      process.env = before
    }
  })
}

/** A folder for a cloud that is stopped when the test has finished. */
export async function cloudFolder(): Promise<string> {
  const dir = join(await temporaryFolder(), 'cloud')
  onTestFinished(async () => {
    await stopCloud(dir)
  })
  return dir
}

export const started = async (dir: string): Promise<CloudFacts> =>
  ensureCloud({ dir, report: () => undefined })

/** What an SDK client is made with. */
export const clientOf = ({ endpoint, region, accessKeyId, secretAccessKey }: CloudFacts) => ({
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey },
  maxAttempts: 1,
})

/** Kills it as the system would, and waits until its port is free. */
export async function kill({ pid, endpoint }: CloudFacts): Promise<void> {
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => processStartOf(pid)).toBeNull()
  await expect.poll(async () => reached(endpoint)).toBe(false)
}

export const reached = async (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/health`).then(
    () => true,
    () => false,
  )
