import type { Host } from '../../core/host.js'
import type { Screen } from '../screen.js'
import type { Asking } from './asking.js'
import { plainHost } from './plain.js'

/** The host that suits the screen. Prompts and task lists are slow to import, so only a terminal does. */
export async function openHost(screen: Screen, asking: Asking, signal: AbortSignal): Promise<Host> {
  if (!screen.mayRedraw) return plainHost(screen, asking)
  const { terminalHost } = await import('./terminal.js')
  return terminalHost(screen, asking, signal)
}
