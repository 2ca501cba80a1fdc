import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureCloud } from '../../../dist/src/cloud/control/ensure-cloud.js'
import { stopCloud } from '../../../dist/src/cloud/control/stop-cloud.js'
import { deployHandler } from './deploy.mjs'

/** The local cloud in a process of its own, metrics and logs on, with limits that are out of the way unless told. */
export async function startOurCloud({ scale = { size: 0.02, time: 1 }, scalingModel = 'current' } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'lab-bench-'))
  const facts = await ensureCloud({
    dir,
    report: () => {},
    scale,
    scalingModel,
  })
  const { endpoint, region, accessKeyId, secretAccessKey } = facts
  const stop = async () => {
    await stopCloud(dir)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    const options = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
    const apiId = await deployHandler(options)
    return { name: 'lab', url: `${endpoint}/execute-api/${apiId}/prod/`, options, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
