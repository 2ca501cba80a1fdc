import type { ExitName } from '../core/errors.js'
import type { Answers, DeclaredQuestion } from '../core/question.js'
import type { Text } from '../system/text.js'
import type { Screen } from '../ui/screen.js'
import type { FlagName, Flags } from './command-line/flags.js'
import type { CliContext } from './cli-context.js'

/** A flag of one command alone. */
export interface Option {
  readonly flag: string
  /** How its value is called; null: it has none, and stands for `yes`. */
  readonly value: string | null
  readonly summary: Text
  /** Words that it can be; undefined: none that can be listed. */
  readonly values?: readonly string[]
}

/** One command: how it is typed, and where it is. */
export interface LabCommand {
  readonly name: string
  readonly summary: Text
  /** The one word that may follow it, such as `STEP`. */
  readonly argument?: {
    readonly name: string
    readonly summary: Text
    /** What a shell completes it to: the ids of the course's steps, or these words; undefined: nothing. */
    readonly completes?: 'steps' | readonly string[]
  }
  readonly flags: readonly FlagName[]
  readonly options?: readonly Option[]
  /** Imports the questions of steps that its flags answer: only the command that is typed needs its own. */
  questions?(): Promise<readonly DeclaredQuestion[]>
  /** Shown after its help. */
  readonly examples?: Text
  /** Imports its file: most are slow to import, and only one is needed. */
  load(): Promise<CommandFile>
}

/** A file of `commands/`, or of a folder that is a command's own, as `app/`. */
export interface CommandFile {
  /** How the process ends; whatever goes wrong is thrown as a LabError instead. */
  run(call: CommandCall): Promise<ExitName>
}

/** Commands that share a first word: `lab cloud start`. */
export interface CommandGroup {
  readonly name: string
  readonly summary: Text
  readonly commands: readonly LabCommand[]
}

/** A command as typed. */
export interface CommandCall {
  readonly context: CliContext
  readonly screen: Screen
  /** As typed, such as `lab next`; others who find the lab locked are told. */
  readonly typed: string
  readonly flags: Flags
  readonly argument: string | null
  /** What flags answered of the steps' questions. */
  readonly answers: Answers
  /** All that can be typed, for what tells of them. */
  readonly commands: readonly (LabCommand | CommandGroup)[]
  /** What was typed of the command's options, by flag name without the dashes. */
  readonly options: ReadonlyMap<string, string>
}
