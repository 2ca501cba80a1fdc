import { interrupted, isInterruption } from '../core/interruption.js'
import type { CommandCall } from './command.js'

/** An interruption, told with what continues it: the same command. Whatever else was thrown stays as it is. */
export function withResumeHint(
  thrown: unknown,
  { typed, argument }: Pick<CommandCall, 'typed' | 'argument'>,
): unknown {
  if (!isInterruption(thrown) || thrown.next !== null) return thrown
  const command = argument === null ? typed : `${typed} ${argument}`
  return interrupted({
    why: thrown.why,
    next: { en: `To continue, type: ${command}`, ko: `이어서 하려면 다음을 입력하세요: ${command}` },
    cause: thrown,
  })
}
