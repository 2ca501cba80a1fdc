import type { UserInterface } from '../../core/user-interface.js'
import type { Screen } from '../screen.js'
import type { AnswerPolicy } from './answer-questions.js'
import { plainUserInterface } from './plain.js'

/** The host that suits the screen. Prompts and task lists are slow to import, so only a terminal does. */
export async function openUserInterface(
  screen: Screen,
  policy: AnswerPolicy,
  signal: AbortSignal,
): Promise<UserInterface> {
  if (!screen.mayRedraw) return plainUserInterface(screen, policy)
  const { terminalUserInterface } = await import('./terminal.js')
  return terminalUserInterface(screen, policy, signal)
}
