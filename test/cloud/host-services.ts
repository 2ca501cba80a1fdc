import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloud9 } from '../../src/cloud/cloud9/cloud9.js'
import { ec2 } from '../../src/cloud/ec2/ec2.js'
import { iam } from '../../src/cloud/iam/iam.js'
import { localInstances } from '../../src/cloud/instance/local-instances.js'
import { findPython } from '../../src/cloud/python/python.js'
import { serve } from '../../src/cloud/server/serve.js'
import type { Behavior, Settings } from '../../src/cloud/settings.js'
import { ssm } from '../../src/cloud/ssm/ssm.js'
import { runCache } from '../run/folder.js'
import { openPersistence } from '../../src/cloud/persistence/open-persistence.js'

/** EC2, IAM, Cloud9 and SSM in a folder of their own, served over a socket. */
export interface HostServices {
  readonly dir: string
  /** What an SDK client is made with. */
  readonly client: ReturnType<typeof clientOf>
  /** The same, stopped and started again. */
  restarted(): Promise<HostServices>
  stop(): Promise<void>
}

export async function startHostServices(
  dir?: string,
  behavior: Partial<Behavior> = {},
): Promise<HostServices> {
  const folder = dir ?? (await mkdtemp(join(tmpdir(), 'lab-hosts-')))
  const settings = { ...settingsIn(folder), ...behavior }
  const persistence = await openPersistence(join(folder, 'world'))
  const instances = localInstances({ settings, python: await findPython() })
  const { service: identities, profiles } = iam({ persistence, settings })
  const { service, network } = ec2({ persistence, instances, profiles, settings })
  const services = [
    service,
    cloud9({ persistence, network, profiles, settings }),
    identities,
    ssm({ persistence, network, instances, settings }),
  ]
  await network.start()
  const server = await serve({ settings, services, endpoints: [] })
  return {
    dir: folder,
    client: clientOf(server.endpoint, settings),
    restarted: async () => {
      await close()
      return startHostServices(folder, behavior)
    },
    stop: async () => {
      await close()
      await rm(folder, { recursive: true })
    },
  }

  async function close(): Promise<void> {
    await server.close()
    await network.stop()
    await persistence.settled()
  }
}

export function clientOf(endpoint: string, { region, accessKeyId, secretAccessKey }: Settings) {
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
}

export function settingsIn(dir: string): Settings {
  return {
    dir,
    region: 'ap-northeast-2',
    account: '123456789012',
    accessKeyId: 'AKIAHOSTSERVICESTEST',
    secretAccessKey: 'only-for-this-test',
    port: 0,
    scale: { size: 100, time: 5 },
    scalingModel: 'workshop-2021',
    delays: 'none',
    cloud9: 'open',
    cacheDir: runCache(),
  }
}
