import { Command, CommanderError } from 'commander'
import stringWidth from 'fast-string-width'
import type { DeclaredQuestion } from '../../core/question.js'
import type { Screen } from '../../ui/screen.js'
import type { CommandCall, CommandGroup, LabCommand } from '../command.js'
import type { CliContext } from '../cli-context.js'
import { declaredFlags } from './declared-flags.js'
import { COMMON_FLAGS, validateFlags } from './flags.js'
import { declareHelp } from './help-command.js'
import { ABOUT, HELP_WORDS, helpFooter, SHOW_HELP, SHOW_VERSION } from './help.js'
import { optionsIn, validateAnswers } from './validate-options.js'
import { usageError } from './usage-error.js'

export type ParsedLine =
  | ({ readonly kind: 'call'; readonly command: LabCommand } & Omit<
      CommandCall,
      'context' | 'screen' | 'commands'
    >)
  /** `--help`, `--version`, or no command at all. */
  | { readonly kind: 'help'; readonly text: string }

/** What was typed, judged; throws a usage LabError. Nothing has happened yet. */
export async function parseLine(
  context: CliContext,
  commands: readonly (LabCommand | CommandGroup)[],
  screen: Screen,
): Promise<ParsedLine> {
  const parsed: { line: ParsedLine | null; help: string } = { line: null, help: '' }
  const root = rootCommand(context, screen, (text) => (parsed.help += text))
  for (const command of commands) {
    if ('load' in command) await declareTyped(command, root, `lab ${command.name}`)
    else {
      const group = named(root, command, screen)
      for (const inner of command.commands) {
        await declareTyped(inner, group, `lab ${command.name} ${inner.name}`)
      }
      declareHelp(group, screen)
    }
  }
  declareHelp(root, screen)
  try {
    root.parse([...context.argv], { from: 'user' })
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown
    // Help that was shown for want of a command is no mistake.
    if (thrown.exitCode !== 0 && thrown.code !== 'commander.help') throw usageError(thrown)
  }
  return parsed.line ?? { kind: 'help', text: parsed.help }

  async function declareTyped(command: LabCommand, parent: Command, typed: string): Promise<void> {
    const questions = context.argv.includes(command.name) ? ((await command.questions?.()) ?? []) : []
    declare(command, questions, parent, screen, (options, argument) => {
      const flags = validateFlags(options, context.cwd)
      parsed.line = {
        kind: 'call',
        command,
        typed,
        flags,
        argument,
        answers: validateAnswers(options, questions),
        options: optionsIn(options, command.options ?? []),
      }
    })
  }
}

function rootCommand(
  { version }: CliContext,
  { lang, results }: Screen,
  write: (text: string) => void,
): Command {
  const { columns, colors } = results.layout()
  const command = new Command('lab')
    .description(ABOUT[lang])
    .version(version, '--version', SHOW_VERSION[lang])
    .helpOption('-h, --help', SHOW_HELP[lang])
    .helpCommand(false)
    .addHelpText('after', helpFooter(lang))
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: stringWidth,
      styleTitle: (title) => colors.bold(HELP_WORDS[lang].get(title) ?? title),
    })
    .configureOutput({
      writeOut: write,
      writeErr: write,
      getOutHelpWidth: () => Math.min(columns, 100),
      getErrHelpWidth: () => Math.min(columns, 100),
      getOutHasColors: () => colors.isColorSupported,
      getErrHasColors: () => colors.isColorSupported,
    })
  for (const { syntax, summary } of COMMON_FLAGS) command.option(syntax, summary[lang])
  return command
}

/** A subcommand takes over its parent's settings. */
function named(parent: Command, { name, summary }: LabCommand | CommandGroup, { lang }: Screen): Command {
  return parent.command(name).summary(summary[lang]).description(summary[lang])
}

function declare(
  command: LabCommand,
  questions: readonly DeclaredQuestion[],
  parent: Command,
  screen: Screen,
  take: (options: Readonly<Record<string, unknown>>, argument: string | null) => void,
): void {
  const { lang } = screen
  const declared = named(parent, command, screen)
  if (command.argument) declared.argument(`[${command.argument.name}]`, command.argument.summary[lang])
  for (const { syntax, summary } of declaredFlags(command, questions)) declared.option(syntax, summary[lang])
  if (command.examples) declared.addHelpText('after', command.examples[lang])
  declared.action(() => take(declared.optsWithGlobals(), declared.args[0] ?? null))
}
