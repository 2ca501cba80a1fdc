import type { Command } from 'commander'
import { LabError } from '../../core/errors.js'
import type { Screen } from '../../ui/screen.js'
import { closest } from './closest.js'
import { SHOW_HELP_OF } from './help.js'
import { didYouMean, HELP } from './usage-error.js'

/** `lab help`, `lab help COMMAND` and `lab cloud help COMMAND`: what `--help` after the command shows. */
export function declareHelp(parent: Command, { lang }: Screen): void {
  parent
    .command('help')
    .summary(SHOW_HELP_OF[lang])
    .description(SHOW_HELP_OF[lang])
    .argument('[COMMAND...]')
    .action((words: readonly string[]) => named(parent, words).outputHelp())
}

function named(parent: Command, words: readonly string[]): Command {
  return words.reduce((group, word, index) => {
    const command = group.commands.find((known) => known.name() === word)
    if (command === undefined) throw unknown(word, group, [typedFor(parent), ...words.slice(0, index)])
    return command
  }, parent)
}

/** `lab help`, or `lab cloud help`. */
const typedFor = (command: Command): string =>
  command.parent === null ? 'lab help' : `lab ${command.name()} help`

function unknown(word: string, { commands }: Command, before: readonly string[]): LabError {
  const meant = closest(
    word,
    commands.map((command) => command.name()),
  )
  return new LabError({
    code: 'unknown-command',
    what: { en: `Unknown command '${word}'.`, ko: `알 수 없는 명령입니다: ${word}` },
    why: null,
    next: meant === null ? HELP : didYouMean([...before, meant].join(' ')),
    exit: 'usage',
  })
}
