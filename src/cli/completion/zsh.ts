import { shellQuoted } from '../../system/shell-words.js'
import { type CompletableFlag, namesOf, type Place, valuedIn } from './completable.js'

/** To be read after `compinit`, or kept as `_lab` in a folder of `fpath`. */
export function zshCompletion(places: readonly Place[]): string {
  return `#compdef lab
# What the Tab key completes of lab's command lines: eval "$(lab completion zsh)"
_lab() {
  local place= word= prev=$words[CURRENT-1]
  local -i i=2
  local -a flags arguments
  while (( i < CURRENT )); do
    word=$words[i]
    (( i++ ))
    case $word in
      (${valuedIn(places).join('|')}) (( i++ )) ;;
      (-*) ;;
      (*) case "$place $word" in
${places.flatMap(step).join('\n')}
      esac ;;
    esac
  done
  if [[ $PREFIX == --*=* ]]; then prev=\${PREFIX%%=*}; compset -P '*='; fi
  case $place in
${places.map(choices).join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then _describe -o option flags; else _describe argument arguments; fi
}
if [ "$funcstack[1]" = _lab ]; then _lab "$@"; else compdef _lab lab; fi
`
}

/** From one place to the next; `lab` alone has no name. */
const step = ({ path }: Place): readonly string[] =>
  path === ''
    ? []
    : [`        (${shellQuoted(path.includes(' ') ? path : ` ${path}`)}) place=${shellQuoted(path)} ;;`]

function choices({ path, words, flags }: Place): string {
  return `    (${shellQuoted(path)})
      case $prev in
${flags.flatMap(value).join('\n')}
      esac
      flags=(${flags.flatMap((flag) => namesOf(flag).map((name) => described(name, flag.says))).join(' ')})
      arguments=(${words.map(({ word, says }) => described(word, says)).join(' ')}) ;;`
}

const described = (word: string, says: string): string =>
  shellQuoted(says === '' ? word : `${word.replaceAll(':', String.raw`\:`)}:${says}`)

/** What completes a flag's value. */
function value(flag: CompletableFlag): readonly string[] {
  const { completes } = flag
  const pattern = namesOf(flag).join('|')
  if (flag.value === 'none') return []
  if (completes.kind === 'words') {
    const complete = `compadd -- ${completes.words.join(' ')}; return`
    return [
      `        (${pattern}) ${flag.value === 'may' ? `[[ $PREFIX == -* ]] || { ${complete} }` : complete} ;;`,
    ]
  }
  if (flag.value === 'may') return []
  return [`        (${pattern}) ${completes.kind === 'paths' ? '_files; ' : ''}return ;;`]
}
