import type { ResourcePlace } from '../resource.js'
import { type Journal, keepJournal } from '../state/journal.js'
import { newLab, newLabId, targetMoved } from '../state/transitions.js'
import type { LabState } from '../state.js'
import type { Target } from '../target.js'
import type { Connecting, Connection, Lab } from './lab.js'
import { judgeApplication } from './application-trouble.js'
import { targetFixed, targetMismatch } from './target-trouble.js'

/** A lab whose target is within reach and is the one that its state was made for. */
export interface Session {
  readonly lab: Lab
  readonly connection: Connection
  readonly journal: Journal
}

/** Writes nothing for a new lab: its state begins with the first change. `state` was read by the caller. */
export async function openSession(
  lab: Lab,
  state: LabState | null,
  purpose: Connecting['purpose'],
): Promise<Session> {
  const wanted = lab.options.target
  if (state !== null && wanted !== null && wanted !== state.target.kind)
    throw targetFixed(state.target, wanted)
  const labId = state?.lab ?? newLabId()
  const connection = await lab.connect({
    labId,
    target: state?.target ?? null,
    application: state?.application ?? null,
    purpose,
  })
  const { target, names } = connection.access
  if (state !== null && !isSame(state.target, target)) throw targetMismatch(state.target, target)
  if (state !== null) judgeApplication(state.application, names)

  const journal = keepJournal(state ?? newLab(labId, connection.access), (next) =>
    purpose === 'change' ? lab.store.save(next) : Promise.reject(new Error('Only looking: nothing is saved')),
  )
  if (purpose === 'change' && state !== null && state.target.endpoint !== target.endpoint) {
    await journal.write((before) => targetMoved(before, target))
  }
  return { lab, connection, journal }
}

/** Where this session's resources are. */
export const placeOf = ({ lab, connection }: Session): ResourcePlace => ({
  access: connection.access,
  artifacts: lab.store.artifacts,
  signal: lab.options.signal,
})

/** The endpoint may move, but from the local cloud to AWS or back is another world. */
function isSame(bound: Target, found: Target): boolean {
  return (
    bound.kind === found.kind &&
    bound.account === found.account &&
    bound.region === found.region &&
    (bound.endpoint === null) === (found.endpoint === null)
  )
}
