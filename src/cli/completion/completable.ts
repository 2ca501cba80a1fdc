import type { Lang } from '../../system/text.js'
import type { CommandGroup, LabCommand } from '../command.js'
import { declaredFlags } from '../command-line/declared-flags.js'
import type { Flag } from '../command-line/flag.js'
import { COMMON_FLAGS } from '../command-line/flags.js'
import { SHOW_HELP, SHOW_HELP_OF, SHOW_VERSION } from '../command-line/help.js'

/** A place in a command line, and what can be typed there. */
export interface Place {
  /** The words that lead there, such as `cloud logs`; empty: only `lab` has been typed. */
  readonly path: string
  /** Commands, or what the argument can be. */
  readonly words: readonly Word[]
  readonly flags: readonly CompletableFlag[]
}

export interface Word {
  readonly word: string
  readonly says: string
}

export interface CompletableFlag {
  /** Such as `--yes`. */
  readonly long: string
  /** Such as `-y`; null: it has none. */
  readonly short: string | null
  readonly says: string
  /** `may`: the next word can be its value, and can as well be something else. */
  readonly value: 'none' | 'may' | 'must'
  /** What the value can be: these words, the path of a file or folder, or what cannot be listed. */
  readonly completes:
    { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'paths' | 'nothing' }
}

/** What a shell needs to know of the commands. `steps`: the ids of the course's steps. */
export async function completable(
  commands: readonly (LabCommand | CommandGroup)[],
  steps: readonly string[],
  lang: Lang,
): Promise<readonly Place[]> {
  const says = ({ name, summary }: LabCommand | CommandGroup): Word => ({ word: name, says: summary[lang] })
  const help: Word = { word: 'help', says: SHOW_HELP_OF[lang] }
  const common = [...COMMON_FLAGS, { syntax: '-h, --help', summary: SHOW_HELP }].map((flag) =>
    flagOf(flag, lang),
  )
  const version = flagOf({ syntax: '--version', summary: SHOW_VERSION }, lang)
  const places: Place[] = [{ path: '', words: [...commands.map(says), help], flags: [...common, version] }]
  places.push({ path: 'help', words: commands.map(says), flags: common })
  for (const command of commands) {
    if ('load' in command) places.push(await placeOf(command, command.name))
    else {
      const inner = command.commands.map(says)
      places.push({ path: command.name, words: [...inner, help], flags: common })
      places.push({ path: `help ${command.name}`, words: inner, flags: common })
      for (const one of command.commands) places.push(await placeOf(one, `${command.name} ${one.name}`))
    }
  }
  return places

  async function placeOf(command: LabCommand, path: string): Promise<Place> {
    const own = declaredFlags(command, (await command.questions?.()) ?? []).map((flag) => flagOf(flag, lang))
    // A command may have a meaning of its own for a flag that all have.
    const others = common.filter(({ long }) => own.every((flag) => flag.long !== long))
    const { completes = [] } = command.argument ?? {}
    const words = (completes === 'steps' ? steps : completes).map((word) => ({ word, says: '' }))
    return { path, words, flags: [...own, ...others] }
  }
}

/** As it can be typed, the long name first. */
export const namesOf = ({ long, short }: CompletableFlag): readonly string[] =>
  short === null ? [long] : [long, short]

/** All flags after which the next word is a value, not a word of its own. */
export function valuedIn(places: readonly Place[]): readonly string[] {
  const flags = places.flatMap((place) => place.flags)
  return [...new Set(flags.filter(({ value }) => value === 'must').flatMap(namesOf))]
}

function flagOf({ syntax, summary, values }: Flag, lang: Lang): CompletableFlag {
  const [, short = null, long = syntax, value] = /^(?:(-\w), )?(--[\w-]+)(?: (.+))?$/.exec(syntax) ?? []
  return {
    long,
    short,
    says: summary[lang],
    value: value === undefined ? 'none' : value.startsWith('[') ? 'may' : 'must',
    completes: values
      ? { kind: 'words', words: values }
      : { kind: /^<(file|folder)>$/i.test(value ?? '') ? 'paths' : 'nothing' },
  }
}
