import { CloudStartError } from '../../cloud/control/start-errors.js'
import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'
import type { DoctorFinding } from '../../ui/doctor/diagnosis.js'

/** One thing that `lab doctor` looks at. What `run` throws is a failure, with the error's way on as its fix. */
export interface DoctorCheck {
  readonly id: string
  readonly name: Text
  run(): Promise<DoctorFinding>
}

export async function outcomeOf(check: DoctorCheck): Promise<DoctorFinding> {
  try {
    return await check.run()
  } catch (thrown) {
    if (thrown instanceof LabError || thrown instanceof CloudStartError) {
      const { what, why, next } = thrown
      return { kind: 'failed', detail: why === null ? what : joined(what, why), fix: next }
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    return { kind: 'failed', detail: verbatim(message), fix: null }
  }
}

export const ok = (detail: Text | string): DoctorFinding => ({
  kind: 'ok',
  detail: typeof detail === 'string' ? verbatim(detail) : detail,
})

function joined(first: Text, second: Text): Text {
  const end = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`)
  return { en: `${end(first.en)} ${second.en}`, ko: `${end(first.ko)} ${second.ko}` }
}
