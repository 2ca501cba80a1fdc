import type { Access } from '../../core/target.js'
import { type Clients, clientsOf } from './clients.js'

/**
 * A target's services. A client is imported when it is first asked for (EC2's alone takes 0.4 s); every call that fails
 * rejects with a LabError. Calls that change something are not given the signal: they end, so that their outcome is known.
 */
export interface Aws extends Clients {
  readonly access: Access
  /** Ends waiting. */
  readonly signal: AbortSignal
}

/** Clients are shared by all that use the same access. */
export function aws(access: Access, signal: AbortSignal = new AbortController().signal): Aws {
  return { ...clientsOf(access), access, signal }
}

/** The same account in another Region. */
export const inRegion = ({ access, signal }: Aws, region: string): Aws =>
  aws({ ...access, target: { ...access.target, region } }, signal)
