import type { JsonObject } from '../json.js'
import type { Row } from '../ledger.js'
import type { LabState, StepState } from '../state.js'
import type { Access, Target } from '../target.js'
import type { Text } from '../text.js'

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

/** A row keeps its place, also when its resource is made again: a reset takes later steps along, so places stay the course's order. */
export const rowWritten = (state: LabState, row: Row): LabState => ({
  ...state,
  rows: state.rows.some(({ key }) => key === row.key)
    ? state.rows.map((other) => (other.key === row.key ? row : other))
    : [...state.rows, row],
})

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
