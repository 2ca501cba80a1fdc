import { join } from 'node:path'
import { cloudStatus } from '../../cloud/control/cloud-status.js'
import { statusOf } from '../../core/engine/status.js'
import type { ExitName } from '../../core/errors.js'
import { labFolder } from '../../store/lab-folder.js'
import { nextCommand } from '../../ui/next-command.js'
import { statusJson } from '../../ui/status/status-json.js'
import { statusView } from '../../ui/status/status-view.js'
import type { Call } from '../command.js'
import { runningIn } from '../running.js'
import { placeOf } from '../place.js'
import { suggestionAfter } from '../suggestion.js'

export async function run({ world, screen, flags }: Call): Promise<ExitName> {
  const store = labFolder(flags.dir)
  const [course, state, holder, cloud] = await Promise.all([
    world.loadCourse(),
    store.read(),
    store.holder(),
    cloudStatus(join(flags.dir, 'cloud')),
  ])
  const found = statusOf(course, state, holder)
  const { results, progress, lang } = screen
  if (flags.json) {
    results.printJson(statusJson(found, await runningIn(flags.dir), lang))
    return 'done'
  }
  const view = { status: found, holder, place: placeOf(found, cloud), now: new Date().toISOString() }
  results.print(statusView(view, results.page()))
  const { command, why } = suggestionAfter(found)
  progress.print(['', ...nextCommand(command, why, progress.page())])
  return 'done'
}
