import { shellQuoted } from '../../system/shell-words.js'
import { type CompletableFlag, namesOf, type Place, valuedIn } from './completable.js'

/** For every bash since 3.2, which macOS has; it needs nothing but bash. */
export function bashCompletion(places: readonly Place[]): string {
  return `# What the Tab key completes of lab's command lines: eval "$(lab completion bash)"
_lab() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} place= word= i=1
  # bash takes "--target=aws" for three words.
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  while [ "$i" -lt "$COMP_CWORD" ]; do
    word=\${COMP_WORDS[i]}
    i=$((i + 1))
    case $word in
      ${valuedIn(places).join('|')}) [ "\${COMP_WORDS[i]}" = = ] && i=$((i + 1)); i=$((i + 1)) ;;
      -*|=) ;;
      *) case "$place $word" in
${places.flatMap(step).join('\n')}
      esac ;;
    esac
  done
  case $place in
${places.map(choices).join('\n')}
  esac
}
_lab_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_lab_paths() { compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); }
complete -F _lab lab
`
}

/** From one place to the next; `lab` alone has no name. */
const step = ({ path }: Place): readonly string[] =>
  path === ''
    ? []
    : [`        ${shellQuoted(path.includes(' ') ? path : ` ${path}`)}) place=${shellQuoted(path)} ;;`]

function choices({ path, words, flags }: Place): string {
  return `    ${shellQuoted(path)})
      case $prev in
${flags.flatMap(value).join('\n')}
      esac
      case $cur in
        -*) _lab_words ${shellQuoted(flags.flatMap(namesOf).join(' '))} ;;
        *) _lab_words ${shellQuoted(words.map(({ word }) => word).join(' '))} ;;
      esac ;;`
}

/** What completes a flag's value. */
function value(flag: CompletableFlag): readonly string[] {
  const { completes } = flag
  const pattern = namesOf(flag).join('|')
  if (flag.value === 'none') return []
  if (completes.kind === 'words') {
    const complete = `_lab_words ${shellQuoted(completes.words.join(' '))}; return`
    return [
      `        ${pattern}) ${flag.value === 'may' ? `[[ $cur == -* ]] || { ${complete}; }` : complete} ;;`,
    ]
  }
  if (flag.value === 'may') return []
  return [`        ${pattern}) ${completes.kind === 'paths' ? '_lab_paths; ' : ''}return ;;`]
}
