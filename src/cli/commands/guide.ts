import { statusOf } from '../../core/engine/status.js'
import type { ExitName } from '../../core/errors.js'
import { labStore } from '../connect/lab-store.js'
import { markdown } from '../../ui/markdown/markdown.js'
import { nextCommand } from '../../ui/next-command.js'
import type { CommandCall } from '../command.js'
import { stepNamed } from '../command-line/step-named.js'

export async function run({ context, screen, flags, argument }: CommandCall): Promise<ExitName> {
  const course = await context.loadCourse()
  const { next } = statusOf(course, await labStore(flags.dir).read(), null, [])
  const step = stepNamed(course, argument ?? next ?? course.steps.at(-1)?.id ?? '')
  const { results, progress, lang } = screen
  if (results.isTerminal) {
    await results.read(['', ...markdown(step.guide[lang], results.layout())])
  } else results.print([step.guide[lang].trimEnd()])
  const suggestion =
    step.id === next
      ? nextCommand('lab next', { en: 'runs this step', ko: '이 단계를 실행합니다' }, progress.layout())
      : nextCommand(
          'lab status',
          { en: 'shows where you are', ko: '현재 위치를 보여 줍니다' },
          progress.layout(),
        )
  progress.print(['', ...suggestion])
  return 'done'
}
