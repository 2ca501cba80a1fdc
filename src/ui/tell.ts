import type { Message } from '../core/user-interface.js'
import { message as lines } from './message.js'
import type { Screen } from './screen.js'

/** Prints a message where it belongs: what was done or found on stdout, how it went on stderr. */
export function tell(screen: Screen, message: Message): void {
  const isResult = message.kind === 'shown' || message.kind === 'success'
  const surface = isResult ? screen.results : screen.progress
  surface.print(lines(message, surface.layout()))
}
