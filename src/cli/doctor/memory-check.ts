import { memory } from '../../system/memory.js'
import { type DoctorCheck, ok } from './check.js'

/** The cloud, its database, a load generator, and the environments of a load test together. */
const NEEDED_MIB = 700

export const memoryCheck: DoctorCheck = {
  id: 'memory',
  name: { en: 'memory', ko: '메모리' },
  run: async () => {
    const bytes = memory.available()
    if (bytes === null) return ok({ en: 'not known', ko: '알 수 없음' })
    const mib = Math.floor(bytes / 2 ** 20)
    const free = { en: `${mib} MiB available`, ko: `${mib} MiB 사용 가능` }
    if (mib >= NEEDED_MIB) return ok(free)
    return {
      kind: 'warning',
      detail: free,
      fix: {
        en: `About ${NEEDED_MIB} MiB are needed: end other programs, or raise the memory limit of the container or virtual machine.`,
        ko: `약 ${NEEDED_MIB} MiB가 필요합니다. 다른 프로그램을 종료하거나 컨테이너 또는 가상 머신의 메모리 제한을 늘리세요.`,
      },
    }
  },
}
