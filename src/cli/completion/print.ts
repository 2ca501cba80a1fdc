import { basename } from 'node:path'
import { type ExitName, LabError } from '../../core/errors.js'
import type { CommandCall } from '../command.js'
import { closest } from '../command-line/closest.js'
import { didYouMean } from '../command-line/usage-error.js'
import { bashCompletion } from './bash.js'
import { completable } from './completable.js'
import { fishCompletion } from './fish.js'
import { isCompletedShell, COMPLETED_SHELLS, type CompletedShell } from './shells.js'
import { zshCompletion } from './zsh.js'

export async function run({ context, screen, commands, argument }: CommandCall): Promise<ExitName> {
  const shell = shellWanted(argument, context.env['SHELL'])
  const { steps } = await context.loadCourse()
  const places = await completable(
    commands,
    steps.map(({ id }) => id),
    screen.lang,
  )
  screen.results.print([SCRIPTS[shell](places).trimEnd()])
  return 'done'
}

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const

function shellWanted(typed: string | null, own: string | undefined): CompletedShell {
  const named = typed ?? basename(own ?? '')
  if (isCompletedShell(named)) return named
  const list = COMPLETED_SHELLS.map((shell) => `\`${shell}\``).join(', ')
  const meant = closest(named, COMPLETED_SHELLS)
  throw new LabError({
    code: 'unknown-shell',
    what:
      typed === null
        ? { en: 'Which shell is it for?', ko: '어떤 셸에서 쓸 것인지 알 수 없습니다.' }
        : { en: `There is no completion for \`${typed}\`.`, ko: `\`${typed}\`용 자동 완성은 없습니다.` },
    why: { en: `It can be ${list}.`, ko: `사용할 수 있는 셸: ${list}` },
    next: meant === null ? null : didYouMean(`lab completion ${meant}`),
    exit: 'usage',
  })
}
