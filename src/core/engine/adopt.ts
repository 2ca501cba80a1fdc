import { LabError } from '../errors.js'
import { LAB_TAG, type Row, type Tagged } from '../ledger.js'
import { keepJournal } from '../state/journal.js'
import { newLab } from '../state/transitions.js'
import type { Question } from '../question.js'
import type { LabState } from '../state.js'
import type { Text } from '../../system/text.js'
import type { Lab } from './lab.js'
import { carryOut, UNDO_ALL, type WasReset } from './reset.js'
import { planReset, undoingOf } from './reset-plan.js'
import { openSession, type Session } from './session.js'

/**
 * A reset for a lab whose state was lost: takes up in its ledger what carries its tag, shows it, and once it is confirmed undoes
 * it as any reset does. `labId` null: the only lab that left anything, whose id has to be typed where others may have labs too. With a
 * state still there, what it does not list is added.
 */
export async function adoptAndReset(
  lab: Lab,
  labId: string | null,
  purpose: 'rehearse' | 'change',
): Promise<WasReset> {
  const work = () => adopt(lab, labId, purpose)
  return purpose === 'change' ? await lab.store.exclusively(lab.options.command, work) : await work()
}

async function adopt(lab: Lab, labId: string | null, purpose: 'rehearse' | 'change'): Promise<WasReset> {
  const state = await lab.store.read()
  const session = await openSession(lab, state, purpose)
  const wanted = labId ?? state?.lab ?? null
  if (state !== null && wanted !== state.lab) throw folderOfAnother(state.lab, wanted ?? '')
  const tagged = await session.connection.sweep(wanted)
  const owner = state?.lab ?? onlyOwner(tagged)
  if (owner === null) return sayNothingTagged(lab, session)

  const taken = withTagged(state ?? newLab(owner, session.connection.access), tagged, lab)
  const undoing = undoingOf(lab.course, taken, null)
  if (undoing === null) return { kind: 'nothing' }
  // A local cloud is this folder's own; an account may be shared.
  const isGuess = state === null && labId === null && session.connection.access.target.kind === 'aws'
  planReset(session, undoing, isGuess ? [mayBeInUse(owner)] : [])
  if (purpose === 'rehearse') return { kind: 'nothing' }
  if (isGuess) await lab.ui.ask([typedOut(owner)])
  await lab.ui.confirm(UNDO_ALL)
  // Saved by the first write of the undoing, so that a crash in it loses nothing again.
  return await carryOut({ ...session, journal: keepJournal(taken, (next) => lab.store.save(next)) }, undoing)
}

const mayBeInUse = (owner: string): Text => ({
  en: `All of this carries the tag of ${owner}. Nothing in this folder says that this lab is yours: it may be somebody else's, and in use.`,
  ko: `모두 ${owner} 태그가 있는 리소스입니다. 이 폴더에는 본인의 실습이라는 기록이 없으므로, 다른 사람이 사용 중일 수 있습니다.`,
})

const typedOut = (owner: string): Question => ({
  kind: 'phrase',
  name: 'adopt',
  ask: { en: 'If this lab is yours, type its id', ko: '본인의 실습이라면 ID를 입력하세요' },
  phrase: owner,
})

/** null: nobody left anything. */
function onlyOwner(tagged: readonly Tagged[]): string | null {
  const owners = [...new Set(tagged.map(({ labId }) => labId))]
  const [owner = null, ...others] = owners
  if (others.length > 0) throw severalLabs(owners, tagged)
  return owner
}

function withTagged(state: LabState, tagged: readonly Tagged[], { course }: Lab): LabState {
  const listed = new Set(state.rows.flatMap(({ id, status }) => (status === 'gone' ? [] : [id])))
  const strays = tagged.filter(({ id }) => !listed.has(id))
  return {
    ...state,
    rows: [...state.rows, ...strays.map((stray) => rowOf(stray, course.steps[0]?.id ?? ''))],
  }
}

/** A tag does not tell the step; a whole reset does not ask. */
const rowOf = ({ type, id, intent, labId }: Tagged, step: string): Row => ({
  key: `adopted-${crypto.randomUUID()}`,
  type,
  step,
  owned: true,
  token: `${labId}-${crypto.randomUUID().replaceAll('-', '')}`,
  intent,
  details: {},
  since: new Date().toISOString(),
  status: 'created',
  id,
})

function sayNothingTagged({ ui }: Lab, { connection }: Session): WasReset {
  const { account, region } = connection.access.target
  ui.tell({
    kind: 'success',
    text: {
      en: `Nothing in account ${account}, ${region}, carries the tag ${LAB_TAG}.`,
      ko: `계정 ${account}, ${region}에 ${LAB_TAG} 태그가 있는 리소스가 없습니다.`,
    },
  })
  return { kind: 'nothing' }
}

function severalLabs(owners: readonly string[], tagged: readonly Tagged[]): LabError {
  const list = (lang: 'en' | 'ko') => tagged.map(({ labId, what }) => `${labId}: ${what[lang]}`).join('; ')
  return new LabError({
    code: 'several-labs',
    exit: 'usage',
    what: {
      en: `${owners.length} labs left something here.`,
      ko: `실습 ${owners.length}개의 리소스가 남아 있습니다.`,
    },
    why: {
      en: `${list('en')}. Some of it may be in use.`,
      ko: `${list('ko')}. 사용 중인 것이 있을 수 있습니다.`,
    },
    next: {
      en: `Name the lab that is yours: lab reset --adopt ${owners[0] ?? ''}`,
      ko: `본인의 실습을 지정하세요: lab reset --adopt ${owners[0] ?? ''}`,
    },
  })
}

const folderOfAnother = (own: string, wanted: string): LabError =>
  new LabError({
    code: 'folder-of-another-lab',
    exit: 'usage',
    what: {
      en: `This folder holds the state of ${own}, not of ${wanted}.`,
      ko: `이 폴더에는 ${wanted}이(가) 아니라 ${own}의 상태가 있습니다.`,
    },
    why: {
      en: 'A reset works on one lab at a time, with its own state.',
      ko: 'reset은 한 번에 한 실습만, 그 실습의 상태를 바탕으로 되돌립니다.',
    },
    next: {
      en: `Choose another folder: lab reset --adopt ${wanted} --dir .lab-adopted`,
      ko: `다른 폴더를 지정하세요: lab reset --adopt ${wanted} --dir .lab-adopted`,
    },
  })
