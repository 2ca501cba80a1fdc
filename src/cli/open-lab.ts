import type { Lab } from '../core/engine/lab.js'
import type { AnswerPolicy } from '../ui/interaction/answer-questions.js'
import { openUserInterface } from '../ui/interaction/open-user-interface.js'
import { LabError } from '../core/errors.js'
import { labStore } from './connect/lab-store.js'
import type { CommandCall } from './command.js'
import { blamingDatabase } from './connect/database-trouble.js'
import type { OpenConnection } from './cli-context.js'

/** Gives `work` the lab of this command line, and closes afterwards what was opened for it. */
export async function withLab<T>(
  call: CommandCall,
  policy: AnswerPolicy,
  work: (lab: Lab) => Promise<T>,
): Promise<T> {
  const { context, flags, screen } = call
  const opened: OpenConnection[] = []
  const store = labStore(flags.dir)
  const ui = await openUserInterface(screen, policy, context.signal)
  const lab: Lab = {
    course: await context.loadCourse(),
    store,
    ui,
    options: {
      lang: screen.lang,
      command: call.typed,
      target: flags.target,
      overForeignChanges: flags.force ? 'force' : 'refuse',
      signal: context.signal,
    },
    connect: async (connecting) => {
      const connection = await context.connect({
        ...connecting,
        wanted: flags.target ?? 'local',
        profile: flags.profile,
        region: flags.region,
        names: flags.names,
        dir: flags.dir,
        store,
        ui,
        signal: context.signal,
      })
      opened.push(connection)
      return connection
    },
  }
  try {
    return await work(lab)
  } catch (thrown) {
    throw thrown instanceof LabError ? await blamingDatabase(thrown, flags.dir) : thrown
  } finally {
    for (const connection of opened) await connection.close()
  }
}

/** How this command line answers the steps' questions. */
export function answerPolicyOf(
  { flags, answers }: CommandCall,
  flagsOfOtherSteps: 'refuse' | 'allow',
): AnswerPolicy {
  return {
    given: answers,
    unanswered: flags.yes || flags.dryRun ? 'default' : 'prompt',
    consent: flags.yes ? 'given' : 'ask',
    flagsOfOtherSteps,
  }
}
