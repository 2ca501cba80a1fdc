import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { replaceFile } from '../../system/durable-file.js'
import { CloudStartError } from '../control/start-errors.js'
import { readOwnFile } from '../persistence/require-private.js'

/** `DIR/instances/i-...`: an instance's disk. */
export interface InstanceFolder {
  readonly path: string
  /** What its commands see as HOME and start in. */
  readonly home: string
  /** Its own virtual environment: what a command installs touches nothing else. */
  readonly python: string
  readonly temporary: string
  /** The scripts of its commands. */
  readonly commands: string
}

const Facts = v.object({
  nonce: v.string(),
  /** Null while halted. */
  publicAddress: v.nullable(v.string()),
  /** Counts the addresses it has had: each start has another, as on AWS. */
  starts: v.number(),
  /** Where its commands start the service that the open port forwards to. */
  service: v.object({ address: v.string(), port: v.number() }),
})
export type InstanceFacts = v.InferOutput<typeof Facts>

export function instanceFolder(cloudDir: string, instanceId: string): InstanceFolder {
  const path = join(cloudDir, 'instances', instanceId)
  return {
    path,
    home: join(path, 'home'),
    python: join(path, 'python'),
    temporary: join(path, 'tmp'),
    commands: join(path, 'commands'),
  }
}

export async function makeFolders(folder: InstanceFolder): Promise<void> {
  for (const path of [folder.path, folder.home, folder.temporary, folder.commands])
    await mkdir(path, { recursive: true, mode: 0o700 })
}

/** Null for a folder that was never completed. Throws CloudStartError `file-not-private`. */
export async function readFacts(folder: InstanceFolder): Promise<InstanceFacts | null> {
  try {
    const saved = await readOwnFile(join(folder.path, 'instance.json'))
    return v.parse(v.pipe(v.string(), v.parseJson(), Facts), saved)
  } catch (error) {
    if (error instanceof CloudStartError) throw error
    return null
  }
}

export async function saveFacts(folder: InstanceFolder, facts: InstanceFacts): Promise<void> {
  await replaceFile(join(folder.path, 'instance.json'), JSON.stringify(facts), { writers: 'many' })
}

/** The ids of all instances that have a folder. */
export async function instancesOnDisk(cloudDir: string): Promise<string[]> {
  const names = await readdir(join(cloudDir, 'instances')).catch(() => [])
  return names.filter((name) => name.startsWith('i-'))
}
