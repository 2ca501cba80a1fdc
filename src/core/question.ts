import type { Text } from '../system/text.js'

/**
 * Something a step must know. Its flag is its name in kebab case: `spawnRate` is answered by `--spawn-rate`.
 * With `--yes` the default is taken; a question whose default is null must be answered by the flag or at a prompt. A guess is neither.
 */
export type Question = FlagQuestion | GuessQuestion

/** What a flag can answer. */
export type FlagQuestion = NumberQuestion | ChoiceQuestion | TextQuestion | PhraseQuestion

/**
 * A question as a step declares it, once: the command line lists its flag and judges what was typed, the step asks it and reads its
 * answer. A default that depends on the target is the step's to add when it asks.
 */
export type Declared<Q extends FlagQuestion> = Q & {
  /** As `lab next --help` says it. */
  readonly help: Text
  /** What stands for its value there; null: it has none, and typing the flag answers `yes`. */
  readonly value: string | null
}

export type DeclaredQuestion = Declared<FlagQuestion>

interface QuestionBase {
  readonly name: string
  readonly ask: Text
  /** `by-flag`: nobody is prompted; without the flag it is the default. `at-prompt` unless told. */
  readonly asked?: 'at-prompt' | 'by-flag'
  /** Whether the answers to the questions before it make it necessary; where not, it is neither asked nor answered. */
  needed?(answers: Answers): boolean
}

export interface NumberQuestion extends QuestionBase {
  readonly kind: 'number'
  readonly default: number | null
  readonly minimum: number
  readonly maximum: number
  readonly whole: 'whole' | 'any'
}

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice'
  readonly default: string | null
  readonly choices: readonly { readonly value: string; readonly label: Text }[]
}

export interface TextQuestion extends QuestionBase {
  readonly kind: 'text'
  readonly default: string | null
  /** Why it will not do; null: it will. */
  refusal(typed: string): Text | null
}

/** Typed word for word: for what is wide or destructive. `--yes` never answers it; the flag must carry the phrase. */
export interface PhraseQuestion extends QuestionBase {
  readonly kind: 'phrase'
  readonly phrase: string
}

/**
 * What a person expects a figure to be, a whole number: asked to make them think, so only where somebody is there to answer, and of no
 * consequence. It has no flag; left empty, and wherever nobody can be asked, it has no answer.
 */
export interface GuessQuestion extends QuestionBase {
  readonly kind: 'guess'
  readonly default: null
}

/** Answers by question name, already of the question's type and within its bounds. */
export type Answers = Readonly<Record<string, string | number>>

/** `spawnRate` as it is typed, without the dashes: `spawn-rate`. */
export const flagOf = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The answer to a number's question; its default where it was not asked. */
export function numberIn(answers: Answers, { name, default: otherwise }: NumberQuestion): number {
  const answer = answers[name] ?? otherwise
  if (typeof answer === 'number') return answer
  throw new Error(`${name} has no answer that is a number`)
}

/** The guess that was made; null: none. */
export function guessIn(answers: Answers, { name }: GuessQuestion): number | null {
  const answer = answers[name]
  return typeof answer === 'number' ? answer : null
}

/** The answer to a text's or a choice's question; its default where it was not asked. */
export function textIn(
  answers: Answers,
  { name, default: otherwise }: TextQuestion | ChoiceQuestion,
): string {
  const answer = answers[name] ?? otherwise
  if (typeof answer === 'string') return answer
  throw new Error(`${name} has no answer that is a text`)
}
