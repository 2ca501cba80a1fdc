import type { Text } from '../system/text.js'

/**
 * Something a step must know. `flag` answers it on the command line (without the dashes: `spawn-rate`).
 * With `--yes` the default is taken; a question whose default is null must be answered by the flag or at a prompt.
 */
export type Question =
  | {
      readonly kind: 'number'
      readonly name: string
      readonly flag: string
      readonly ask: Text
      readonly default: number | null
      readonly minimum: number
      readonly maximum: number
      readonly whole: 'whole' | 'any'
      /** As a text's; `at-prompt` unless told. */
      readonly asked?: 'at-prompt' | 'by-flag'
    }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly flag: string
      readonly ask: Text
      readonly default: string | null
      readonly choices: readonly { readonly value: string; readonly label: Text }[]
    }
  | {
      readonly kind: 'text'
      readonly name: string
      readonly flag: string
      readonly ask: Text
      readonly default: string | null
      /** `by-flag`: nobody is prompted; without the flag it is the default. */
      readonly asked: 'at-prompt' | 'by-flag'
      /** Why it will not do; null: it will. */
      refusal(typed: string): Text | null
      /** As a phrase's; always unless told. */
      needed?(answers: Answers): boolean
    }
  /** Typed word for word: for what is wide or destructive. `--yes` never answers it; the flag must carry the phrase. */
  | {
      readonly kind: 'phrase'
      readonly name: string
      readonly flag: string
      readonly ask: Text
      readonly phrase: string
      /** Whether the answers to the questions before it make it necessary; where not, it is neither asked nor answered. */
      needed(answers: Answers): boolean
    }

/** Answers by question name, already of the question's type and within its bounds. */
export type Answers = Readonly<Record<string, string | number>>
