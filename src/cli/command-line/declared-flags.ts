import { type DeclaredQuestion, flagOf } from '../../core/question.js'
import type { LabCommand } from '../command.js'
import { APPLICATION_FLAGS } from './application-flags.js'
import type { Flag } from './flag.js'
import { FLAGS } from './flags.js'

/** All flags of a command but those that every command takes: what the parser is told, and what a shell completes. */
export function declaredFlags(command: LabCommand, questions: readonly DeclaredQuestion[]): readonly Flag[] {
  return [
    ...command.flags.map((flag) => FLAGS[flag]),
    ...(command.flags.includes('target') ? APPLICATION_FLAGS : []),
    ...(command.options ?? []).map(({ flag, value, ...option }) => ({
      ...option,
      syntax: syntaxOf(flag, value),
    })),
    ...questions.map((question) => ({
      syntax: syntaxOf(flagOf(question.name), question.value),
      summary: question.help,
      ...(question.kind === 'choice' ? { values: question.choices.map(({ value }) => value) } : {}),
    })),
  ]
}

/** As commander wants it. */
const syntaxOf = (flag: string, value: string | null): string =>
  value === null ? `--${flag}` : `--${flag} <${value}>`
