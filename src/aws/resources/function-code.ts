import * as v from 'valibot'
import type { Artifacts } from '../../core/artifacts.js'
import type { Removal, ResourceKind, Row, Tagged } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { codeSha256, deployCode, functionUpdated } from '../functions/code.js'
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
      const live = await settledFunction(aws, textIn(row, 'function'))
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

/** The function once no update of it is under way: until then Lambda takes no other, and its revision still changes. */
async function settledFunction(aws: Aws, name: string): Promise<LiveFunction | null> {
  if ((await findFunction(aws, name)) === null) return null
  await functionUpdated(aws, name)
  return findFunction(aws, name)
}

/** Where a lab notes what it is about to put live: code carries no tag, so this tells it when the ledger is lost. */
export const DEPLOYED = 'function/deployed.json'

/** The lab's code, if it is live now. */
export async function deployedCode(aws: Aws, artifacts: Artifacts, labId: string | null): Promise<Tagged[]> {
  const note = await artifacts.read(DEPLOYED)
  const intent = note === null ? null : parsedNote(note)
  if (intent === null || (labId !== null && intent.lab !== labId)) return []
  const live = await findFunction(aws, intent.function)
  if (live === null || live.codeSha256 !== intent.sha256) return []
  return [
    {
      type: 'function-code',
      id: live.name,
      labId: intent.lab,
      intent,
      what: { en: `the lab's code in ${live.name}`, ko: `${live.name} 함수에 배포된 실습 코드` },
    },
  ]
}

const NOTE = v.object({
  function: v.string(),
  sha256: v.string(),
  originalSha256: v.string(),
  original: v.string(),
  lab: v.string(),
})

/** null: not one that a lab wrote. */
function parsedNote(note: Uint8Array): v.InferOutput<typeof NOTE> | null {
  try {
    const parsed = v.safeParse(NOTE, JSON.parse(new TextDecoder().decode(note)))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

function changedSince(live: LiveFunction): Removal {
  return {
    kind: 'kept',
    why: {
      en: `${live.name} no longer has the lab's code: somebody has deployed other code since.`,
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
