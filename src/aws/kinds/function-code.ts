import type { Artifacts } from '../../core/artifacts.js'
import type { Removal, ResourceKind, Row } from '../../core/ledger.js'
import type { Aws } from '../aws.js'
import { codeSha256, deployCode } from '../functions/code.js'
import { findFunction, type LiveFunction } from '../functions/function.js'
import { textIn } from './intent.js'

/** The code that the lab put live; its id is the function's name. Undone by putting back the artifact `intent.original`. */
export function functionCodeKind(aws: Aws, artifacts: Artifacts): ResourceKind {
  return {
    type: 'function-code',
    undo: 'restore',
    find: async (row) => {
      const live = await findFunction(aws, textIn(row, 'function'))
      if (live === null || live.codeSha256 === textIn(row, 'originalSha256')) return { kind: 'none' }
      const ours = live.codeSha256 === textIn(row, 'sha256')
      return { kind: ours ? 'ours' : 'foreign', id: live.name, details: {} }
    },
    remove: async (row, over) => {
      const live = await findFunction(aws, textIn(row, 'function'))
      if (live === null || live.codeSha256 === textIn(row, 'originalSha256')) return { kind: 'restored' }
      if (live.codeSha256 !== textIn(row, 'sha256') && over === 'refuse') return changedSince(live)
      const original = await artifacts.read(textIn(row, 'original'))
      if (original === null || codeSha256(original) !== textIn(row, 'originalSha256')) {
        return noOriginal(artifacts.path(textIn(row, 'original')))
      }
      await deployCode(aws, live, original)
      return { kind: 'restored' }
    },
    describe: (row: Row) => ({
      en: `the code of ${textIn(row, 'function')}`,
      ko: `${textIn(row, 'function')} 함수의 코드`,
    }),
  }
}

function changedSince(live: LiveFunction): Removal {
  return {
    kind: 'kept',
    why: {
      en: `${live.name} no longer has the lab's code: somebody deployed another since.`,
      ko: `${live.name} 함수의 코드가 실습에서 배포한 것이 아닙니다. 그 뒤에 다른 코드가 배포되었습니다.`,
    },
    next: {
      en: 'Type `lab reset --force` to put the original back over it.',
      ko: '원래 코드로 덮어쓰려면 `lab reset --force`를 실행하세요.',
    },
  }
}

function noOriginal(path: string): Removal {
  return {
    kind: 'kept',
    why: {
      en: `The original code, kept at ${path}, is missing or damaged.`,
      ko: `보관해 둔 원래 코드(${path})가 없거나 손상되었습니다.`,
    },
    next: {
      en: 'Deploy the original yourself, then type `lab reset` again.',
      ko: '원래 코드를 직접 배포한 뒤 `lab reset`을 다시 실행하세요.',
    },
  }
}
