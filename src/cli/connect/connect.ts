import type { Access } from '../../core/target.js'
import type { ConnectRequest, OpenConnection } from '../world.js'

/** Reaches the target that the lab is bound to, or the one that a new lab is to have. */
export async function connect(request: ConnectRequest): Promise<OpenConnection> {
  const { access, close } = await reach(request)
  const { kinds, sweep } = await import('../../aws/kinds/kinds.js')
  return {
    access,
    kinds: kinds(access, request.store.artifacts, request.signal),
    sweep: (labId) => sweep(access, request.store.artifacts, labId, request.signal),
    close,
  }
}

export interface Reached {
  readonly access: Access
  /** Called when the command ends. */
  readonly close: () => Promise<void>
}

async function reach(request: ConnectRequest): Promise<Reached> {
  if ((request.target?.kind ?? request.wanted) === 'local') {
    const { connectLocal } = await import('./connect-local.js')
    return connectLocal(request)
  }
  const { connectAws } = await import('../../aws/connect.js')
  const access = await connectAws({ profile: null, region: request.target?.region ?? null })
  return { access, close: async () => {} }
}
