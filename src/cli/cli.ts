import { EXIT, type ExitName } from '../core/errors.js'
import { openScreen, type Screen } from '../ui/screen.js'
import { COMMANDS } from './commands.js'
import { withWayOn } from './going-on.js'
import { type Manner, mannerOf } from './line/manner.js'
import { parseLine } from './line/parse-line.js'
import { remindOfCosts } from './reminder.js'
import type { World } from './world.js'

/** Runs one command line; resolves with the exit code, and never rejects. */
export async function runCli(world: World): Promise<number> {
  const manner = mannerOf(world.argv, world.env)
  const screen = openScreen(world.streams, world.env, manner.lang)
  const opened: string[] = []
  try {
    return EXIT[await run(world, screen, (dir) => opened.push(dir))]
  } catch (thrown) {
    return EXIT[await fail(thrown, screen, manner)]
  } finally {
    // With `--json` it is a field of what was printed.
    for (const dir of manner.json ? [] : opened) await remindOfCosts(dir, screen)
  }
}

/** Tells of what was thrown where nobody awaited it; resolves with the exit code. */
export async function reportUncaught({ argv, env, streams }: World, thrown: unknown): Promise<number> {
  const manner = mannerOf(argv, env)
  return EXIT[await fail(thrown, openScreen(streams, env, manner.lang), manner)]
}

/** `opening` is told the lab's folder once it is known. */
async function run(world: World, screen: Screen, opening: (dir: string) => void): Promise<ExitName> {
  const line = parseLine(world, COMMANDS, screen)
  if (line.kind === 'help') {
    screen.results.print([line.text.trimEnd()])
    return 'done'
  }
  const { command, ...typed } = line
  opening(typed.flags.dir)
  const file = await command.load()
  try {
    return await file.run({ world, screen, ...typed })
  } catch (thrown) {
    throw withWayOn(thrown, typed)
  }
}

async function fail(thrown: unknown, screen: Screen, { json, lang }: Manner): Promise<ExitName> {
  const [{ asLabError }, { failure, failureJson }] = await Promise.all([
    import('./defect.js'),
    import('../ui/failure.js'),
  ])
  const error = await asLabError(thrown)
  if (json) screen.results.printJson(failureJson(error, lang))
  else screen.progress.print(['', ...failure(error, screen.progress.page())])
  return error.exit
}
