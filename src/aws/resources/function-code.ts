import * as v from 'valibot'
import type { Artifacts } from '../../core/artifacts.js'
import type { Removal } from '../../core/ledger.js'
import type { Aws } from '../client/aws.js'
import { codeSha256, deployCode, functionUpdated } from '../functions/code.js'
import { findFunction, type LiveFunction } from '../functions/function.js'
import { NONE, resource } from './resource.js'

const INTENT = v.object({
  function: v.string(),
  /** Of the package that the lab puts live, and of the one that was live before: base64. */
  sha256: v.string(),
  originalSha256: v.string(),
  /** The artifact that holds the original. */
  original: v.string(),
  lab: v.string(),
})
type Intent = v.InferOutput<typeof INTENT>

interface Change {
  /** As it was looked at: what somebody deploys in between is not overwritten. */
  readonly live: LiveFunction
  readonly zip: Uint8Array
}

/** The code that the lab put live; its id is the function's name. Undone by putting back the artifact `intent.original`. */
export const functionCode = resource<Intent, Intent & Change, { readonly sha256: string }>({
  type: 'function-code',
  intent: INTENT,
  undo: 'restore',
  running: 'free',
  changes: (intent) => intent.function,
  find: async ({ aws, intent }) => {
    const live = await findFunction(aws, intent.function)
    if (live === null || live.codeSha256 === intent.originalSha256) return NONE
    const { name: id, codeSha256: sha256 } = live
    return { kind: sha256 === intent.sha256 ? 'ours' : 'foreign', id, details: {}, live: { sha256 } }
  },
  matches: (wanted, { sha256 }, before) => {
    if (sha256 === wanted.sha256) return 'as-wanted'
    // What an earlier try deployed is the lab's own too: another file may replace it.
    return sha256 === before?.intent.sha256 ? 'outdated' : 'changed'
  },
  create: async ({ aws, wanted }) => {
    await deployCode(aws, wanted.live, wanted.zip)
    return { id: wanted.function, details: {} }
  },
  ready: ({ aws, wanted }) => functionUpdated(aws, wanted.function),
  remove: async ({ aws, artifacts, intent, over }) => {
    const live = await settledFunction(aws, intent.function)
    if (live === null || live.codeSha256 === intent.originalSha256) return { kind: 'restored' }
    if (live.codeSha256 !== intent.sha256 && over === 'refuse') return changedSince(live)
    const original = await artifacts.read(intent.original)
    if (original === null || codeSha256(original) !== intent.originalSha256)
      return noOriginal(artifacts.path(intent.original))
    await deployCode(aws, live, original)
    return { kind: 'restored' }
  },
  describe: ({ function: name }) => ({ en: `the code of ${name}`, ko: `${name} 함수의 코드` }),
  // Code carries no tag: a note tells the lab's, as long as it is live.
  tagged: async (aws, labId, artifacts) => {
    const intent = await notedCode(artifacts)
    if (intent === null || (labId !== null && intent.lab !== labId)) return []
    const live = await findFunction(aws, intent.function)
    if (live === null || live.codeSha256 !== intent.sha256) return []
    const what = { en: `the lab's code in ${live.name}`, ko: `${live.name} 함수에 배포된 실습 코드` }
    return [{ id: live.name, labId: intent.lab, intent, what }]
  },
})

/** Where a lab notes what it is about to put live, for when the ledger is lost. */
const NOTE = 'function/deployed.json'

export async function noteCode(artifacts: Artifacts, intent: Intent): Promise<void> {
  await artifacts.write(NOTE, `${JSON.stringify(v.parse(INTENT, intent))}\n`)
}

/** null: there is no note, or not one that a lab wrote. */
async function notedCode(artifacts: Artifacts): Promise<Intent | null> {
  const note = await artifacts.read(NOTE)
  if (note === null) return null
  try {
    const parsed = v.safeParse(INTENT, JSON.parse(new TextDecoder().decode(note)))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** The function once no update of it is under way: until then Lambda takes no other, and its revision still changes. */
async function settledFunction(aws: Aws, name: string): Promise<LiveFunction | null> {
  if ((await findFunction(aws, name)) === null) return null
  await functionUpdated(aws, name)
  return findFunction(aws, name)
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
