import { shellQuoted } from '../../system/shell-words.js'
import type { Text } from '../../system/text.js'
import { CloudStartError } from '../control/start-errors.js'

/** Nothing was changed: what the database holds is still in its folder. `copy`: what there is beside it. */
export function recordDamaged(path: string, copy: object | 'absent' | 'damaged'): CloudStartError {
  return new CloudStartError(
    'world-damaged',
    {
      en: `The record of the local cloud's database cannot be read: ${path}`,
      ko: `로컬 클라우드의 데이터베이스 기록을 읽을 수 없습니다: ${path}`,
    },
    {
      en: 'It was changed or truncated. It holds the address and the password that the function uses.',
      ko: '파일이 수정되었거나 잘렸습니다. 함수가 사용하는 주소와 암호가 들어 있는 파일입니다.',
    },
    typeof copy === 'object' ? fromCopy(path) : BEGIN_ANEW,
  )
}

function fromCopy(path: string): Text {
  const command = `cp ${shellQuoted(`${path}.bak`)} ${shellQuoted(path)}`
  return {
    en: `There is a copy of it. To put it back: ${command}`,
    ko: `사본이 있습니다. 되돌리려면 다음을 실행하세요: ${command}`,
  }
}

const BEGIN_ANEW: Text = {
  en: "There is no copy of it. Move the lab's folder away and start with a new local cloud.",
  ko: '사본이 없습니다. 실습 폴더를 다른 곳으로 옮기고 새 로컬 클라우드로 시작하세요.',
}
