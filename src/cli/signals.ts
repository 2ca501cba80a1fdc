import { EXIT } from '../core/errors.js'

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Aborted by the first signal to end, or when nobody reads the output any more: what is in flight then ends and is saved. The
 * second signal leaves at once.
 */
export function watchSignals(running: NodeJS.Process): AbortSignal {
  const interrupt = new AbortController()
  for (const name of ENDING) {
    running.on(name, () => {
      if (interrupt.signal.aborted) running.exit(EXIT.interrupted)
      interrupt.abort(name)
    })
  }
  for (const stream of [running.stdout, running.stderr]) {
    // A closed pipe (`lab report | head`) or a closed terminal. There is nobody to tell.
    stream.on('error', () => interrupt.abort('output closed'))
  }
  return interrupt.signal
}
