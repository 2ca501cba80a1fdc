import { aws, type Aws } from '../../aws/client/aws.js'
import { contextToChange, contextToLook } from '../../core/engine/context.js'
import type { Connecting, Lab } from '../../core/engine/lab.js'
import { openSession, type Session } from '../../core/engine/session.js'
import { APPLICATION } from '../../core/ledger.js'
import type { Ledger } from '../../core/ledger/open-ledger.js'
import type { LabState } from '../../core/state.js'
import { WORKSHOP_NAMES } from '../../core/target.js'

/** A lab on AWS as `lab app` works with it. */
export interface ApplicationLab {
  readonly lab: Lab
  readonly session: Session
  readonly cloud: Aws
  readonly labId: string
  readonly ledger: Ledger
}

export async function openApplication(
  lab: Lab,
  state: LabState | null,
  purpose: Connecting['purpose'],
): Promise<ApplicationLab> {
  const session = await openSession(lab, state, purpose)
  const context = (purpose === 'change' ? contextToChange : contextToLook)(session, APPLICATION)
  const { access, labId, ledger } = context
  // The names of what it creates, whatever else this lab may work with.
  const cloud = aws({ ...access, names: WORKSHOP_NAMES }, lab.options.signal)
  return { lab, session, labId, ledger, cloud }
}

/** Whether this lab has, or a new one would have, the local cloud, which brings the application along. */
export function isLocal(state: LabState | null, { options }: Lab): boolean {
  return (state?.target.kind ?? options.target ?? 'local') === 'local'
}
