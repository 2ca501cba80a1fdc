import { reportUncaught, runCli } from './cli.js'
import { watchSignals } from './signals.js'
import type { World } from './world.js'

/** What is particular to an installation, or to a test's. */
export type Installation = Pick<World, 'version' | 'loadCourse' | 'connect'>

/** Runs the process's own command line; resolves with its exit code. */
export async function runInProcess(running: NodeJS.Process, installation: Installation): Promise<number> {
  // Prompts and task lists look at the environment for themselves.
  if (running.argv.includes('--no-color')) running.env['NO_COLOR'] = '1'
  const world: World = {
    ...installation,
    argv: running.argv.slice(2),
    env: running.env,
    cwd: running.cwd(),
    streams: running,
    signal: watchSignals(running),
  }
  // Thrown where nobody awaits it: what is under way cannot be trusted any more.
  running.once('uncaughtException', (thrown) => {
    void reportUncaught(world, thrown).then((code) => running.exit(code))
  })
  return runCli(world)
}
