import type { Artifacts } from '../artifacts.js'
import { LAB_TAG } from '../ledger.js'
import { openLedger, readLedger } from '../ledger/open-ledger.js'
import { recordWritten } from '../state/transitions.js'
import type { StepContext } from '../step.js'
import { placeOf, type Session } from './session.js'

/** What `apply` is given: its doors change things. */
export function contextToChange(session: Session, stepId: string): StepContext {
  const { lab, journal } = session
  const { overForeignChanges } = lab.options
  const tags = { [LAB_TAG]: journal.now().lab }
  const place = placeOf(session)
  return {
    ...contextToLook(session, stepId),
    ledger: openLedger({ journal, stepId, tags, overForeignChanges, place }),
    artifacts: lab.store.artifacts,
    records: {
      read: (step) => journal.now().records[step] ?? null,
      write: (record) => journal.write((state) => recordWritten(state, stepId, record)),
    },
  }
}

/** What `questions`, `plan` and `check` are given: the same, but nothing can be changed through it. */
export function contextToLook(session: Session, stepId: string): StepContext {
  const { lab, connection, journal } = session
  const { lang, overForeignChanges, signal } = lab.options
  return {
    labId: journal.now().lab,
    stepId,
    access: connection.access,
    lang,
    overForeignChanges,
    signal,
    ledger: readLedger({ journal, place: placeOf(session) }),
    artifacts: readArtifacts(lab.store.artifacts),
    records: { read: (step) => journal.now().records[step] ?? null, write: refuse },
  }
}

const readArtifacts = (artifacts: Artifacts): Artifacts => ({
  read: (name) => artifacts.read(name),
  path: (name) => artifacts.path(name),
  write: refuse,
})

const refuse = (): Promise<never> => Promise.reject(new Error('Only apply may write; plan and check read'))
