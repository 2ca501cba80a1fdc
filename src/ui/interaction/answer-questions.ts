import { LabError } from '../../core/errors.js'
import { type Answers, flagOf, type Question } from '../../core/question.js'

/** Where answers come from before a person is asked. */
export interface AnswerPolicy {
  /** What flags answered already, by question. */
  readonly given: Answers
  /** `default`: the user said `--yes`, or nothing will be changed anyway. */
  readonly unanswered: 'prompt' | 'default'
  readonly consent: 'ask' | 'given'
  /** `refuse` where one step runs; with several, a flag may be for another. */
  readonly flagsOfOtherSteps: 'refuse' | 'allow'
}

/** Puts one question to a person; null: a guess that they did not want to make. */
export type Prompt = (question: Question) => Promise<string | number | null>

/** Answers from flags, then defaults where these will do, then prompts. */
export async function answersTo(
  questions: readonly Question[],
  policy: AnswerPolicy,
  prompt: Prompt,
): Promise<Answers> {
  if (policy.flagsOfOtherSteps === 'refuse') refuseStrayFlags(questions, policy.given)
  const answers: Record<string, string | number> = {}
  for (const question of questions) {
    if (question.needed?.(answers) === false) continue
    if (question.kind === 'guess' && policy.unanswered === 'default') continue
    const ask = question.asked === 'by-flag' ? refuseToAsk : prompt
    const answer = policy.given[question.name] ?? defaultOf(question, policy) ?? (await ask(question))
    if (answer !== null) answers[question.name] = answer
  }
  return answers
}

/** The prompt where there is nobody to ask: they make no guess either. */
export async function refuseToAsk(question: Question): Promise<null> {
  if (question.kind === 'guess') return null
  const value = question.kind === 'phrase' ? `'${question.phrase}'` : 'VALUE'
  const hasDefault = question.kind !== 'phrase' && question.default !== null
  throw new LabError({
    code: 'needs-answer',
    what: {
      en: `A question needs an answer: ${question.ask.en}`,
      ko: `답이 필요한 질문이 있습니다: ${question.ask.ko}`,
    },
    why: { en: 'There is no terminal to ask on.', ko: '질문을 표시할 터미널이 없습니다.' },
    next: {
      en: `Answer with \`--${flagOf(question.name)} ${value}\`${hasDefault ? ', or take the defaults with `--yes`' : ''}.`,
      ko: `\`--${flagOf(question.name)} ${value}\` 옵션으로 답하세요.${hasDefault ? ' 기본값을 쓰려면 `--yes`를 붙이세요.' : ''}`,
    },
    exit: 'usage',
  })
}

/** AnswerPolicy for a yes where there is nobody to give it. */
export function needsYes(): LabError {
  return new LabError({
    code: 'needs-answer',
    what: { en: 'The plan needs your approval.', ko: '계획을 실행하려면 승인이 필요합니다.' },
    why: { en: 'There is no terminal to ask on.', ko: '질문을 표시할 터미널이 없습니다.' },
    next: {
      en: 'Look at the plan with `--dry-run`, then approve it with `--yes`.',
      ko: '`--dry-run`으로 계획을 확인한 다음 `--yes`로 승인하세요.',
    },
    exit: 'usage',
  })
}

/** null: it must be asked. */
function defaultOf(question: Question, { unanswered }: AnswerPolicy): string | number | null {
  if (question.kind === 'phrase') return null
  return unanswered === 'default' || question.asked === 'by-flag' ? question.default : null
}

function refuseStrayFlags(questions: readonly Question[], given: Answers): void {
  const asked = questions.filter(({ kind }) => kind !== 'guess').map(({ name }) => flagOf(name))
  const stray = Object.keys(given)
    .map(flagOf)
    .find((flag) => !asked.includes(flag))
  if (stray === undefined) return
  const known = asked.map((flag) => `\`--${flag}\``).join(', ')
  throw new LabError({
    code: 'stray-flag',
    what: {
      en: `This step does not ask for \`--${stray}\`.`,
      ko: `이 단계에서는 \`--${stray}\` 옵션을 쓰지 않습니다.`,
    },
    why: asked.length === 0 ? null : { en: `It asks for ${known}.`, ko: `이 단계의 옵션: ${known}` },
    next: { en: 'Leave it out.', ko: '이 옵션을 빼고 다시 실행하세요.' },
    exit: 'usage',
  })
}
