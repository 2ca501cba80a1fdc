import type { Text } from '../../../system/text.js'
import type { DoctorFinding } from '../../../ui/doctor/diagnosis.js'

/** A check that stands on what another found: without that it is skipped, for its failure was told there. */
export async function withPrerequisite<T>(
  ground: () => Promise<T>,
  why: Text,
  judge: (found: T) => Promise<DoctorFinding>,
): Promise<DoctorFinding> {
  const found = await ground().then(
    (value) => ({ value }),
    () => null,
  )
  return found === null ? { kind: 'skipped', detail: why } : judge(found.value)
}

export const NO_CREDENTIALS: Text = {
  en: 'not checked: there are no valid credentials',
  ko: '유효한 자격 증명이 없어 확인하지 않았습니다',
}
export const NO_SUBNET: Text = {
  en: 'not checked: there is no subnet for the load generator',
  ko: '부하 발생기를 둘 서브넷이 없어 확인하지 않았습니다',
}
