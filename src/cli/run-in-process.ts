import { EXIT } from '../core/errors.js'
import { reportUncaught, runCli } from './cli.js'
import type { CliContext } from './cli-context.js'

/** What is particular to an installation, or to a test's. */
export type Installation = Pick<CliContext, 'version' | 'loadCourse' | 'connect'>

/** Runs the process's own command line; resolves with its exit code. */
export async function runInProcess(running: NodeJS.Process, installation: Installation): Promise<number> {
  // Prompts and task lists look at the environment for themselves.
  if (running.argv.includes('--no-color')) running.env['NO_COLOR'] = '1'
  const context: CliContext = {
    ...installation,
    argv: running.argv.slice(2),
    env: running.env,
    cwd: running.cwd(),
    streams: running,
    signal: watchSignals(running),
  }
  // Thrown where nobody awaits it: what is under way cannot be trusted any more.
  running.once('uncaughtException', (thrown) => {
    void reportUncaught(context, thrown).then((code) => running.exit(code))
  })
  return runCli(context)
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Aborted by the first signal to end, or when nobody reads the output any more: what is in flight then ends and is saved. The
 * second signal leaves at once, but for a hang-up: nobody sends that twice to hurry, while one terminal that closes sends it as
 * leader and as foreground, and a service manager after SIGTERM.
 */
function watchSignals(running: NodeJS.Process): AbortSignal {
  const interrupt = new AbortController()
  for (const name of ENDING) {
    running.on(name, () => {
      if (interrupt.signal.aborted && name !== 'SIGHUP') running.exit(EXIT.interrupted)
      interrupt.abort(name)
    })
  }
  for (const stream of [running.stdout, running.stderr]) {
    // A closed pipe (`lab report | head`) or a closed terminal. There is nobody to tell.
    stream.on('error', () => interrupt.abort('output closed'))
  }
  return interrupt.signal
}
