import type { Lang, Text } from '../../system/text.js'

/** What one check of `lab doctor` found. `warning`: the lab works, but not as well. */
export interface Diagnosis {
  readonly id: string
  readonly name: Text
  readonly finding: DoctorFinding
}

export type DoctorFinding =
  | { readonly kind: 'ok'; readonly detail: Text }
  /** Not looked at: what it stands on is not there. */
  | { readonly kind: 'skipped'; readonly detail: Text }
  | { readonly kind: 'warning' | 'failed'; readonly detail: Text; readonly fix: Text | null }

/** `lab doctor --json`, schema 1: `state` is ok, warning, failed or skipped; `ok`: nothing failed. */
export function doctorJson(target: string, diagnoses: readonly Diagnosis[], lang: Lang) {
  return {
    schema: 1,
    target,
    ok: diagnoses.every(({ finding }) => finding.kind !== 'failed'),
    checks: diagnoses.map(({ id, name, finding }) => ({
      id,
      name: name[lang],
      state: finding.kind,
      detail: finding.detail[lang],
      fix: 'fix' in finding ? (finding.fix?.[lang] ?? null) : null,
    })),
  }
}
