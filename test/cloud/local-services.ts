import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '../../src/cloud/settings.js'

/** A folder of its own and the settings of a local cloud in it; `remove` takes the folder away. */
export async function temporarySettings(
  scale: Settings['scale'] = { size: 1, time: 1 },
): Promise<{ settings: Settings; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'lab-cloud-'))
  const settings: Settings = {
    dir,
    region: 'ap-northeast-2',
    account: '123456789012',
    accessKeyId: 'AKIATESTTESTTESTTEST',
    secretAccessKey: 'a-secret-of-the-test',
    port: 0,
    scale,
    scalingModel: 'workshop-2021',
    delays: 'none',
    cloud9: 'open',
    cacheDir: join(dir, 'cache'),
  }
  return { settings, remove: async () => rm(dir, { recursive: true, force: true }) }
}

/** What an SDK client needs to call a server that runs with these settings. `maxAttempts` 1: an error is to be seen, not retried. */
export function clientOptions(settings: Settings, endpoint: string) {
  const { region, accessKeyId, secretAccessKey } = settings
  return { region, endpoint, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
}
