import { EXIT, type ExitName } from '../core/errors.js'
import { openScreen, type Screen } from '../ui/screen.js'
import { COMMANDS } from './commands.js'
import { namingLackOfMemory } from './memory-trouble.js'
import { withResumeHint } from './resume-hint.js'
import { type OutputPreferences, outputPreferencesOf } from './command-line/output-preferences.js'
import { parseLine } from './command-line/parse-line.js'
import { remindOfCosts } from './prices/running-costs.js'
import type { CliContext } from './cli-context.js'

/** Runs one command line; resolves with the exit code, and never rejects. */
export async function runCli(context: CliContext): Promise<number> {
  const preferences = outputPreferencesOf(context.argv, context.env)
  const screen = openScreen(context.streams, context.env, preferences.lang)
  const opened: string[] = []
  try {
    return EXIT[await run(context, screen, (dir) => opened.push(dir))]
  } catch (thrown) {
    return EXIT[await fail(thrown, screen, preferences)]
  } finally {
    // With `--json` it is a field of what was printed.
    for (const dir of preferences.json ? [] : opened) await remindOfCosts(dir, screen)
  }
}

/** Tells of what was thrown where nobody awaited it; resolves with the exit code. */
export async function reportUncaught({ argv, env, streams }: CliContext, thrown: unknown): Promise<number> {
  const preferences = outputPreferencesOf(argv, env)
  return EXIT[await fail(thrown, openScreen(streams, env, preferences.lang), preferences)]
}

/** `opening` is told the lab's folder once it is known. */
async function run(context: CliContext, screen: Screen, opening: (dir: string) => void): Promise<ExitName> {
  const line = await parseLine(context, COMMANDS, screen)
  if (line.kind === 'help') {
    screen.results.print([line.text.trimEnd()])
    return 'done'
  }
  const { command, ...typed } = line
  opening(typed.flags.dir)
  const file = await command.load()
  try {
    return await file.run({ context, screen, commands: COMMANDS, ...typed })
  } catch (thrown) {
    throw withResumeHint(thrown, typed)
  }
}

async function fail(thrown: unknown, screen: Screen, { json, lang }: OutputPreferences): Promise<ExitName> {
  const [{ asLabError }, { failure, failureJson }] = await Promise.all([
    import('./defect.js'),
    import('../ui/failure.js'),
  ])
  const error = namingLackOfMemory(await asLabError(thrown))
  if (json) screen.results.printJson(failureJson(error, lang))
  else screen.progress.print(['', ...failure(error, screen.progress.layout())])
  return error.exit
}
