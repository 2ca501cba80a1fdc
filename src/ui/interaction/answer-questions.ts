import { LabError } from '../../core/errors.js'
import type { Answers, Question } from '../../core/question.js'
import { parseAnswer } from './parse-answer.js'

/** Where answers come from before a person is asked. */
export interface AnswerPolicy {
  /** As typed, by flag name without the dashes. */
  readonly flags: ReadonlyMap<string, string>
  /** `default`: the user said `--yes`, or nothing will be changed anyway. */
  readonly unanswered: 'prompt' | 'default'
  readonly consent: 'ask' | 'given'
  /** `refuse` where one step runs; with several, a flag may be for another. */
  readonly flagsOfOtherSteps: 'refuse' | 'allow'
}

/** Puts one question to a person. */
export type Prompt = (question: Question) => Promise<string | number>

/** Answers from flags, then defaults where these will do, then prompts; all flags are judged before the first prompt. */
export async function answersTo(
  questions: readonly Question[],
  policy: AnswerPolicy,
  prompt: Prompt,
): Promise<Answers> {
  if (policy.flagsOfOtherSteps === 'refuse') refuseStrayFlags(questions, policy.flags)
  const given = questions.map((question) => ({ question, answer: givenAnswer(question, policy) }))
  const answers: Record<string, string | number> = {}
  for (const { question, answer } of given) {
    if (!isNeeded(question, answers)) continue
    const ask = isByFlagOnly(question) ? refuseToAsk : prompt
    answers[question.name] = answer ?? (await ask(question))
  }
  return answers
}

/** The prompt where there is nobody to ask. */
export async function refuseToAsk(question: Question): Promise<never> {
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
      en: `Answer with \`--${question.flag} ${value}\`${hasDefault ? ', or take the defaults with `--yes`' : ''}.`,
      ko: `\`--${question.flag} ${value}\` 옵션으로 답하세요.${hasDefault ? ' 기본값을 쓰려면 `--yes`를 붙이세요.' : ''}`,
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

function givenAnswer(question: Question, policy: AnswerPolicy): string | number | null {
  const typed = policy.flags.get(question.flag)
  if (typed !== undefined) {
    const parsed = parseAnswer(question, typed)
    if (parsed.kind === 'answer') return parsed.value
    throw new LabError({
      code: 'bad-answer',
      what: {
        en: `\`--${question.flag} ${typed}\` is not a valid value.`,
        ko: `\`--${question.flag} ${typed}\`에서 값이 올바르지 않습니다.`,
      },
      why: parsed.why,
      next: null,
      exit: 'usage',
    })
  }
  if (question.kind === 'phrase') return null
  const defaultWillDo = policy.unanswered === 'default' || isByFlagOnly(question)
  return defaultWillDo ? question.default : null
}

function isNeeded(question: Question, answers: Answers): boolean {
  const mayBeLeftOut = question.kind === 'phrase' || question.kind === 'text'
  return !mayBeLeftOut || question.needed?.(answers) !== false
}

function isByFlagOnly(question: Question): boolean {
  return (question.kind === 'text' || question.kind === 'number') && question.asked === 'by-flag'
}

function refuseStrayFlags(questions: readonly Question[], flags: ReadonlyMap<string, string>): void {
  const asked = questions.map(({ flag }) => flag)
  const stray = [...flags.keys()].find((flag) => !asked.includes(flag))
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
