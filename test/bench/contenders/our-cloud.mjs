import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureCloud } from '../../../dist/src/cloud/control/ensure-cloud.js'
import { stopCloud } from '../../../dist/src/cloud/control/stop-cloud.js'
import { deployHandler } from './deploy.mjs'

/** The local cloud in a process of its own, metrics and logs on, with limits that are out of the way. */
export async function startOurCloud() {
  const dir = await mkdtemp(join(tmpdir(), 'lab-bench-'))
  const facts = await ensureCloud({
    dir,
    report: () => {},
    scale: { size: 0.02, time: 1 },
    scalingModel: 'current',
  })
  const { endpoint, region, accessKeyId, secretAccessKey } = facts
  const stop = async () => {
    await stopCloud(dir)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    const apiId = await deployHandler({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
    return { name: 'lab', url: `${endpoint}/execute-api/${apiId}/prod/`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
