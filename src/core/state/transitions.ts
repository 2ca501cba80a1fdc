import type { JsonObject } from '../json.js'
import type { Row } from '../ledger.js'
import type { LabState, StepState } from '../state.js'
import type { Access, Target } from '../target.js'
import type { Text } from '../../system/text.js'

/** Every way in which a lab's state changes, as pure functions; `serial` is the journal's business. Times are ISO. */
export const newLab = (lab: string, { target, names }: Pick<Access, 'target' | 'names'>): LabState => ({
  schema: 1,
  lab,
  serial: 0,
  target,
  application: names,
  steps: {},
  rows: [],
  records: {},
})

/** `lab-` and 12 lower-case hexadecimal digits. */
export const newLabId = (): string => `lab-${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`

export const stepBegan = (state: LabState, step: string, at: string): LabState =>
  withStep(state, step, { state: 'running', startedAt: at })

export const stepInterrupted = (state: LabState, step: string, at: string): LabState =>
  withStep(state, step, { state: 'interrupted', startedAt: startOf(state, step, at) })

export const stepDone = (state: LabState, step: string, at: string): LabState =>
  withStep(state, step, { state: 'done', startedAt: startOf(state, step, at), finishedAt: at })

export const stepFailed = (state: LabState, step: string, at: string, why: Text): LabState =>
  withStep(state, step, { state: 'failed', startedAt: startOf(state, step, at), finishedAt: at, why })

/** Pending again, and what they remembered is gone with them. */
export const stepsForgotten = (state: LabState, steps: readonly string[]): LabState => ({
  ...state,
  steps: without(state.steps, steps),
  records: without(state.records, steps),
})

/**
 * A reset undoes the rows backwards, so a row stands after all that it builds on: one that begins anew, as after a reset or on another
 * host, goes to the end. What lost only its resource stays before those that others built on it.
 */
export const rowWritten = (state: LabState, row: Row): LabState => {
  const before = state.rows.find(({ key }) => key === row.key)
  return before !== undefined && keepsPlace(before, row)
    ? { ...state, rows: state.rows.map((other) => (other === before ? row : other)) }
    : { ...state, rows: [...state.rows.filter((other) => other !== before), row] }
}

function keepsPlace(before: Row, row: Row): boolean {
  if (before.status === 'gone') return false
  return row.status !== 'creating' || (before.id !== null && before.type === row.type)
}

export const recordWritten = (state: LabState, step: string, record: JsonObject): LabState => ({
  ...state,
  records: { ...state.records, [step]: record },
})

/** The local cloud may come back at another port. */
export const targetMoved = (state: LabState, target: Target): LabState => ({ ...state, target })

const withStep = (state: LabState, step: string, now: StepState): LabState => ({
  ...state,
  steps: { ...state.steps, [step]: now },
})

const startOf = (state: LabState, step: string, otherwise: string): string =>
  state.steps[step]?.startedAt ?? otherwise

const without = <T>(
  all: Readonly<Record<string, T>>,
  names: readonly string[],
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)))
