import type { Lab } from '../core/engine/lab.js'
import type { Asking } from '../ui/host/asking.js'
import { openHost } from '../ui/host/open-host.js'
import { labFolder } from '../store/lab-folder.js'
import type { Call } from './command.js'
import type { OpenConnection } from './world.js'

/** Gives `work` the lab of this command line, and closes afterwards what was opened for it. */
export async function withLab<T>(call: Call, asking: Asking, work: (lab: Lab) => Promise<T>): Promise<T> {
  const { world, flags, screen } = call
  const opened: OpenConnection[] = []
  const store = labFolder(flags.dir)
  const host = await openHost(screen, asking, world.signal)
  const lab: Lab = {
    course: await world.loadCourse(),
    store,
    host,
    options: {
      lang: screen.lang,
      command: call.typed,
      target: flags.target,
      overForeignChanges: flags.force ? 'force' : 'refuse',
      signal: world.signal,
    },
    connect: async (connecting) => {
      const connection = await world.connect({
        ...connecting,
        wanted: flags.target ?? 'local',
        profile: flags.profile,
        region: flags.region,
        names: flags.names,
        dir: flags.dir,
        store,
        host,
        signal: world.signal,
      })
      opened.push(connection)
      return connection
    },
  }
  try {
    return await work(lab)
  } finally {
    for (const connection of opened) await connection.close()
  }
}

/** How this command line answers the steps' questions. */
export function askingOf({ flags, options }: Call, flagsOfOtherSteps: 'refuse' | 'allow'): Asking {
  return {
    flags: options,
    unanswered: flags.yes || flags.dryRun ? 'default' : 'prompt',
    consent: flags.yes ? 'given' : 'ask',
    flagsOfOtherSteps,
  }
}
