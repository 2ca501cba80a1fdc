import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { socketPath } from '../control/socket-folder.js'
import type { Python } from '../python/python.js'
import type { Settings } from '../settings.js'
import { endProcesses } from './end-processes.js'
import { portForward, type PortForward } from './port-forward.js'
import { commandMark, instanceMark } from './process-mark.js'
import {
  instanceFolder,
  instancesOnDisk,
  makeFolders,
  readFacts,
  saveFacts,
  type InstanceFacts,
} from './instance-folder.js'
import { instancePython } from './instance-python.js'
import type { Instances } from './instances.js'
import { runInInstance } from './run-in-instance.js'
import { serialByKey } from './serial-by-key.js'
import { privateEndpoint, publicAddress } from './loopback.js'

/** Locust's page: the one port of an instance that the outside can reach. */
const PUBLIC_PORT = 8089

interface Booted {
  readonly facts: InstanceFacts
  readonly address: string
  readonly pageSocket: string
  readonly forward: PortForward
}

/** Instances on this computer: a folder, a virtual environment, a loopback address and a forwarded port each. */
export function localInstances({ settings, python }: { settings: Settings; python: Python }): Instances {
  const booted = new Map<string, Booted>()
  const turns = serialByKey()
  const folderOf = (instanceId: string) => instanceFolder(settings.dir, instanceId)

  async function boot(instanceId: string): Promise<void> {
    if (booted.has(instanceId)) return
    const folder = folderOf(instanceId)
    await makeFolders(folder)
    // First: a folder that is not believed must not get to run its Python.
    const saved = await readFacts(folder)
    const isSaved = saved !== null
    const facts = saved ?? (await newFacts())
    await instancePython(folder.python, python, settings.cacheDir)
    const address =
      facts.publicAddress ??
      (await publicAddress([settings.account, instanceId, String(facts.starts)], PUBLIC_PORT))
    // A start on a full disk needs no new file for what is as it was.
    if (!isSaved || facts.publicAddress !== address)
      await saveFacts(folder, { ...facts, publicAddress: address })
    const pageSocket = await socketPath(settings.dir, `${instanceId}.sock`)
    booted.set(instanceId, {
      facts,
      address,
      pageSocket,
      forward: portForward({ address, port: PUBLIC_PORT }, { ...facts.service, socket: pageSocket }),
    })
  }

  async function quieten(instanceId: string): Promise<InstanceFacts | null> {
    await booted.get(instanceId)?.forward.close()
    booted.delete(instanceId)
    const facts = await readFacts(folderOf(instanceId))
    if (facts) await endProcesses(instanceMark(instanceId, facts.nonce).variable)
    return facts
  }

  async function halt(instanceId: string): Promise<void> {
    const facts = await quieten(instanceId)
    if (facts === null || facts.publicAddress === null) return
    await saveFacts(folderOf(instanceId), { ...facts, publicAddress: null, starts: facts.starts + 1 })
  }

  async function destroy(instanceId: string): Promise<void> {
    await quieten(instanceId)
    await rm(folderOf(instanceId).path, { recursive: true, force: true, maxRetries: 3 })
  }

  function known(instanceId: string): Booted {
    const instance = booted.get(instanceId)
    if (!instance) throw new Error(`Instance ${instanceId} has not been booted.`)
    return instance
  }

  return {
    boot: (instanceId) => turns(instanceId, () => boot(instanceId)),
    halt: (instanceId) => turns(instanceId, () => halt(instanceId)),
    destroy: (instanceId) => turns(instanceId, () => destroy(instanceId)),
    addressOf: (instanceId) => known(instanceId).address,
    allow: (instanceId, rules) => turns(instanceId, () => known(instanceId).forward.follow(rules)),
    run: async (instanceId, command) => {
      const { facts, pageSocket } = known(instanceId)
      const folder = folderOf(instanceId)
      return runInInstance({ instanceId, folder, facts, pageSocket, python, settings }, command)
    },
    async endCommand(instanceId, commandId) {
      const facts = await readFacts(folderOf(instanceId))
      if (facts) await endProcesses(commandMark(commandId, facts.nonce).variable)
    },
    async keepOnly(instanceIds) {
      const others = (await instancesOnDisk(settings.dir)).filter((found) => !instanceIds.includes(found))
      await Promise.all(others.map((instanceId) => turns(instanceId, () => destroy(instanceId))))
    },
    async stop() {
      await Promise.all([...booted.keys()].map((instanceId) => turns(instanceId, () => quieten(instanceId))))
    },
  }
}

async function newFacts(): Promise<InstanceFacts> {
  return {
    nonce: randomBytes(16).toString('hex'),
    publicAddress: null,
    starts: 0,
    service: await privateEndpoint(),
  }
}
