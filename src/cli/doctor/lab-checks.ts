import { join } from 'node:path'
import { cloudStatus } from '../../cloud/control/cloud-status.js'
import { cloudSilent } from '../../cloud/control/start-errors.js'
import { clockTrouble } from '../connect/clock-trouble.js'
import { labStore } from '../connect/lab-store.js'
import { cloudText } from '../lab-location.js'
import { type DoctorCheck, ok } from './check.js'

export function stateCheck(dir: string): DoctorCheck {
  return {
    id: 'state',
    name: { en: 'saved state', ko: '저장된 상태' },
    run: async () => {
      const state = await labStore(dir).read()
      return ok(
        state === null ? { en: 'none yet', ko: '아직 없습니다' } : `${state.lab}, ${state.target.kind}`,
      )
    },
  }
}

export function lockCheck(dir: string): DoctorCheck {
  return {
    id: 'lock',
    name: { en: 'lock', ko: '잠금' },
    run: async () => {
      const holder = await labStore(dir).holder()
      if (holder === null) return ok({ en: 'free', ko: '잠겨 있지 않습니다' })
      const { command, pid } = holder
      return {
        kind: 'warning',
        detail: {
          en: `Held by \`${command}\`, process ${pid}.`,
          ko: `\`${command}\` 명령(프로세스 ${pid})이 사용 중입니다.`,
        },
        fix: { en: 'Wait until it ends.', ko: '그 명령이 끝날 때까지 기다리세요.' },
      }
    },
  }
}

export function cloudCheck(dir: string): DoctorCheck {
  return {
    id: 'cloud',
    name: { en: 'local cloud', ko: '로컬 클라우드' },
    run: async () => {
      const found = await cloudStatus(join(dir, 'cloud'))
      if (found.kind === 'silent') throw cloudSilent(found.pid)
      const trouble = clockTrouble(found)
      if (trouble === null) return ok(cloudText(found))
      return {
        kind: 'warning',
        detail: trouble,
        fix: { en: 'Type: lab cloud stop', ko: '다음을 입력하세요: lab cloud stop' },
      }
    },
  }
}
