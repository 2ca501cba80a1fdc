import { LabError } from '../core/errors.js'
import { LAB_TAG } from '../core/ledger.js'
import { shellWord } from '../system/shell-words.js'
import type { Text } from '../system/text.js'
import type { ParsedState } from './parse-state.js'

export function stateNewer(path: string, why: Text): LabError {
  return new LabError({
    code: 'state-newer',
    what: {
      en: `${path} was written by a newer version of the lab.`,
      ko: `${path} 파일은 더 새로운 버전의 lab이 저장한 것입니다.`,
    },
    why,
    next: {
      en: 'Use that version: npm install serverless-load-lab@latest. Nothing was changed.',
      ko: 'npm install serverless-load-lab@latest 명령으로 새 버전을 설치하세요. 변경된 것은 없습니다.',
    },
  })
}

export function stateUnreadable(
  path: string,
  why: string,
  backup: ParsedState | { readonly kind: 'absent' },
): LabError {
  return new LabError({
    code: 'state-unreadable',
    what: { en: `${path} cannot be read.`, ko: `${path} 파일을 읽을 수 없습니다.` },
    why: {
      en: `It is damaged (${why}). It lists what the lab created, so the lab does not start over on top of it.`,
      ko: `파일이 손상되었습니다(${why}). 실습이 만든 리소스가 기록된 파일이므로 새로 시작하지 않습니다.`,
    },
    next: backup.kind === 'state' ? restoring(path, backup.state.serial) : withoutBackup(path),
  })
}

function restoring(path: string, serial: number): Text {
  const command = `cp ${shellWord(`${path}.bak`)} ${shellWord(path)}`
  return {
    en: `The previous one is intact (${path}.bak, write ${serial}). To go back to it, type: ${command}`,
    ko: `직전 파일(${path}.bak, ${serial}번째 저장)은 온전합니다. 되돌리려면 다음을 입력하세요: ${command}`,
  }
}

function withoutBackup(path: string): Text {
  return {
    en: `Its backup ${path}.bak cannot be used either. Repair it by hand (without its sha256), or move it away and type \`lab reset --adopt\`: it finds what the lab created by its tag, ${LAB_TAG}, and deletes it.`,
    ko: `백업 ${path}.bak 파일도 사용할 수 없습니다. 직접 고치거나(sha256 항목은 지우세요), 다른 곳으로 옮긴 뒤 \`lab reset --adopt\`를 실행하세요. ${LAB_TAG} 태그로 실습이 만든 리소스를 찾아 삭제합니다.`,
  }
}
