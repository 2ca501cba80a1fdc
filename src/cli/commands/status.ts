import { join } from 'node:path'
import { cloudStatus } from '../../cloud/control/cloud-status.js'
import { type LabStatus, statusOf } from '../../core/engine/status.js'
import type { ExitName } from '../../core/errors.js'
import type { Text } from '../../system/text.js'
import { labStore } from '../connect/lab-store.js'
import { nextCommand } from '../../ui/next-command.js'
import { statusJson } from '../../ui/status/status-json.js'
import { statusView } from '../../ui/status/status-view.js'
import type { CommandCall } from '../command.js'
import { runningIn } from '../prices/running-costs.js'
import { cloudJson, labLocation } from '../lab-location.js'

export async function run({ context, screen, flags }: CommandCall): Promise<ExitName> {
  const store = labStore(flags.dir)
  const [course, state, holder, cloud] = await Promise.all([
    context.loadCourse(),
    store.read(),
    store.holder(),
    cloudStatus(join(flags.dir, 'cloud')),
  ])
  // Slow to import, and only what was made has a type.
  const { RESOURCES } = state === null ? { RESOURCES: [] } : await import('../../aws/resources/registry.js')
  const found = statusOf(course, state, holder, RESOURCES)
  const { results, progress, lang } = screen
  if (flags.json) {
    results.printJson(statusJson(found, await runningIn(flags.dir), cloudJson(found, cloud), lang))
    return 'done'
  }
  const view = { status: found, holder, place: labLocation(found, cloud), now: new Date().toISOString() }
  results.print(statusView(view, results.layout()))
  const { command, why } = suggestionAfter(found)
  progress.print(['', ...nextCommand(command, why, progress.layout())])
  return 'done'
}

/** What to type next where a lab stands so. */
function suggestionAfter({ steps, next }: LabStatus): {
  readonly command: string
  readonly why: Text
} {
  const step = steps.find(({ id }) => id === next)
  if (step === undefined) {
    return { command: 'lab report', why: { en: 'shows the results', ko: '결과를 보여 줍니다' } }
  }
  return { command: 'lab next', why: step.title }
}
