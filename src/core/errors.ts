import { type Text, verbatim } from '../system/text.js'

/** The process's exit codes, by what they mean. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  cancelled: 3,
  unauthorized: 4,
  left: 5,
  locked: 6,
  interrupted: 130,
} as const
export type ExitName = keyof typeof EXIT

/** What every error of the lab carries: a stable code, what happened, why, and the next thing to type. */
export interface Explanation {
  /** Stable, in kebab-case; scripts match on it. */
  readonly code: string
  readonly what: Text
  readonly why: Text | null
  readonly next: Text | null
  /** How the process ends; `failed` unless told. */
  readonly exit?: ExitName
  readonly cause?: unknown
}

/** The one error family. Anything else that reaches `main` is a defect and is reported as one. */
export class LabError extends Error {
  readonly code: string
  readonly what: Text
  readonly why: Text | null
  readonly next: Text | null
  readonly exit: ExitName

  constructor(explanation: Explanation) {
    super(explanation.what.en, { cause: explanation.cause })
    this.name = 'LabError'
    this.code = explanation.code
    this.what = explanation.what
    this.why = explanation.why
    this.next = explanation.next
    this.exit = explanation.exit ?? 'failed'
  }
}

/** Any thrown value as a LabError, so that one place can print it. */
export function explained(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new LabError({ code: 'unexpected', what: verbatim(message), why: null, next: null, cause: thrown })
}
