import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CloudFacts } from '../../src/cloud/control/cloud-facts.js'
import { ensureCloud } from '../../src/cloud/control/ensure-cloud.js'
import { stopCloud } from '../../src/cloud/control/stop-cloud.js'
import type { Behavior } from '../../src/cloud/settings.js'
import { finished, type Finished } from '../e2e/lab-process.js'
import { childEnvironment } from '../processes/child-environment.js'
import { type Front, startFront } from './front.js'

const MAIN = new URL('../../dist/src/main.js', import.meta.url).pathname

/** A local cloud that stands for AWS, and a lab that knows of it by the endpoint variable and credentials only. */
export interface PosingAsAws {
  readonly front: Front
  readonly facts: CloudFacts
  /** Runs the built `lab` in that lab's folder. */
  lab(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>
  remove(): Promise<void>
}

export async function posingAsAws(behavior: Partial<Behavior>): Promise<PosingAsAws> {
  const dir = await mkdtemp(join(tmpdir(), 'lab-account-'))
  const cloud = join(dir, 'cloud')
  const facts = await ensureCloud({ dir: cloud, report: () => undefined, ...behavior })
  const front = await startFront(facts)
  return {
    front,
    facts,
    lab: (args, env = {}) =>
      finished(
        'node',
        [MAIN, ...args, '--dir', join(dir, 'lab')],
        childEnvironment({
          // No configuration of whoever runs the tests.
          HOME: dir,
          LANG: 'en_US.UTF-8',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_ENDPOINT_URL: front.endpoint,
          AWS_REGION: facts.region,
          AWS_ACCESS_KEY_ID: facts.accessKeyId,
          AWS_SECRET_ACCESS_KEY: facts.secretAccessKey,
          ...env,
        }),
      ),
    remove: async () => {
      front.stop()
      await stopCloud(cloud)
      await rm(dir, { recursive: true, force: true })
    },
  }
}
