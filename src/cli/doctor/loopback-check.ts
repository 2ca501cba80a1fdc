import type { DoctorFinding } from '../../ui/doctor/diagnosis.js'
import { requireLoopback } from '../connect/require-loopback.js'
import { type DoctorCheck, ok } from './check.js'

/** Instances have addresses of their own where the system gives all of 127.0.0.0/8, as Linux does. */
const INSTANCE_ADDRESS = '127.9.0.1'

export const loopbackCheck: DoctorCheck = {
  id: 'loopback',
  name: { en: 'loopback addresses', ko: '루프백 주소' },
  run: async (): Promise<DoctorFinding> => {
    await requireLoopback()
    try {
      await requireLoopback(INSTANCE_ADDRESS)
      return ok({ en: 'one for each instance', ko: '인스턴스마다 별도의 주소를 씁니다' })
    } catch {
      return {
        kind: 'warning',
        detail: {
          en: 'Only 127.0.0.1: instances share it.',
          ko: '127.0.0.1만 쓸 수 있어 인스턴스가 주소를 함께 씁니다.',
        },
        fix: null,
      }
    }
  },
}
