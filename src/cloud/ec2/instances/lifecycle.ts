import { CloudStartError } from '../../control/start-errors.js'
import { PortInUse } from '../../instance/instances.js'
import type { Ec2Context } from '../context.js'
import { applyRulesTo } from '../security-groups/rules-in-force.js'
import type { Instance, InstanceStateName } from '../state.js'

/**
 * Takes instances through their states, behind the answers: `pending` to `running` by booting them for real, `stopping`
 * to `stopped`, `shutting-down` to `terminated`. The state before is saved first, so a killed cloud goes on from it.
 */
export interface Lifecycle {
  /** Goes on from the present state of an instance; resolves when it has arrived. */
  carryOn(instanceId: string): Promise<void>
  /** After the cloud's start: every instance as it was, its port open, its surviving services kept. */
  start(): Promise<void>
  /** Waits for what is under way, then ends every process of every instance. */
  stop(): Promise<void>
}

/** How long DescribeInstances still shows a terminated instance. */
const SHOWN_AFTER_TERMINATION_MS = 3_600_000

export function lifecycle(context: Ec2Context): Lifecycle {
  const { section, instances } = context
  const underWay = new Set<Promise<void>>()

  function carryOn(instanceId: string): Promise<void> {
    const work = advance(instanceId)
      .catch((error: unknown) => log(instanceId, error)) // It stays in its state, and the next start tries again.
      .finally(() => underWay.delete(work))
    underWay.add(work)
    return work
  }

  async function advance(instanceId: string): Promise<void> {
    const state = section.now.instances[instanceId]?.state
    if (state === 'pending') await boot(instanceId)
    if (state === 'stopping') {
      await instances.halt(instanceId)
      await become(instanceId, 'stopping', { state: 'stopped' })
    }
    if (state === 'shutting-down') {
      await instances.destroy(instanceId)
      await become(instanceId, 'shutting-down', { state: 'terminated' })
    }
  }

  async function boot(instanceId: string): Promise<void> {
    try {
      await instances.boot(instanceId)
    } catch (error) {
      const stateReason = failure(instanceId, error)
      await instances.destroy(instanceId)
      await become(instanceId, 'pending', { state: 'terminated', stateReason })
      return
    }
    // Whoever sees it running finds its port as the rules say.
    await openGates(instanceId)
    // Terminated meanwhile: its shutting down waits its turn behind the boot.
    const isRunning = await become(instanceId, 'pending', {
      state: 'running',
      publicAddress: instances.addressOf(instanceId),
    })
    // Again, for a rule that came when it was not yet running.
    if (isRunning) await openGates(instanceId)
  }

  /** Alters an instance that is still in the state that was left; false where it is not. */
  async function become(
    instanceId: string,
    from: InstanceStateName,
    to: Partial<Instance>,
  ): Promise<boolean> {
    return section.change((draft) => {
      const instance = draft.instances[instanceId]
      if (instance?.state !== from) return false
      Object.assign(instance, to, { stateSince: new Date().toISOString() })
      return true
    })
  }

  async function openGates(instanceId: string): Promise<void> {
    try {
      await applyRulesTo(context, instanceId)
    } catch (error) {
      if (!(error instanceof PortInUse)) throw error
      // The instance runs all the same; the next change of a rule tries again.
      log(instanceId, error)
    }
  }

  return {
    carryOn,
    async start() {
      await forgetTerminated(context).catch((error: unknown) => log('Terminated instances', error))
      const present = Object.values(section.now.instances).filter(({ state }) => state !== 'terminated')
      await instances.keepOnly(present.map(({ instanceId }) => instanceId))
      const running = present.filter(({ state }) => state === 'running')
      await Promise.all(running.map(({ instanceId }) => resume(instanceId)))
      for (const { instanceId } of present) void carryOn(instanceId)
    },
    async stop() {
      await Promise.all(underWay)
      await instances.stop()
    },
  }

  async function resume(instanceId: string): Promise<void> {
    try {
      await instances.boot(instanceId)
    } catch (error) {
      // Its own file is not believed: that is for the user to judge.
      if (error instanceof CloudStartError && error.code === 'file-not-private') throw error
      // Better a stopped instance, which can be started again, than no cloud; also where that cannot be saved now.
      const stopped = { state: 'stopped', stateReason: failure(instanceId, error) } as const
      await become(instanceId, 'running', stopped).catch((unsaved: unknown) => log(instanceId, unsaved))
      return
    }
    try {
      const publicAddress = instances.addressOf(instanceId)
      if (section.now.instances[instanceId]?.publicAddress !== publicAddress)
        await become(instanceId, 'running', { publicAddress })
      await openGates(instanceId)
    } catch (error) {
      log(instanceId, error)
    }
  }
}

function failure(instanceId: string, error: unknown): Instance['stateReason'] {
  log(instanceId, error)
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'Server.InternalError', message: `Server.InternalError: ${message}` }
}

function log(instanceId: string, error: unknown): void {
  process.stderr.write(`${instanceId}: ${error instanceof Error ? error.message : String(error)}\n`)
}

async function forgetTerminated({ section }: Ec2Context): Promise<void> {
  const before = new Date(Date.now() - SHOWN_AFTER_TERMINATION_MS).toISOString()
  const isOver = ({ state, stateSince }: Instance) => state === 'terminated' && stateSince < before
  const over = Object.values(section.now.instances).filter(isOver)
  if (over.length === 0) return
  await section.change((draft) => {
    for (const { instanceId } of over) {
      delete draft.instances[instanceId]
      delete draft.tags[instanceId]
    }
  })
}
