import { type CompletableFlag, type Place, valuedIn } from './completable.js'

/** To be read by fish, or kept in its folder `completions`. */
export function fishCompletion(places: readonly Place[]): string {
  return `# What the Tab key completes of lab's command lines: lab completion fish | source
function __lab_place
    set -l place ''
    set -l value no
    for word in (commandline -opc)[2..-1]
        if test $value = yes
            set value no
            continue
        end
        switch $word
            case ${valuedIn(places).join(' ')}
                set value yes
            case '-*'
            case '*'
                switch "$place $word"
${places.flatMap(step).join('\n')}
                end
        end
    end
    echo $place
end
complete -c lab -e
complete -c lab -f
${places.flatMap(choices).join('\n')}
`
}

/** From one place to the next; `lab` alone has no name. */
const step = ({ path }: Place): readonly string[] =>
  path === ''
    ? []
    : [
        `                    case ${quoted(path.includes(' ') ? path : ` ${path}`)}`,
        `                        set place ${quoted(path)}`,
      ]

function choices({ path, words, flags }: Place): readonly string[] {
  const here = `complete -c lab -n ${quoted(`test (__lab_place) = ${quoted(path)}`)}`
  return [
    ...words.map(({ word, says }) => `${here} -a ${quoted(word)}${says === '' ? '' : ` -d ${quoted(says)}`}`),
    ...flags.map((flag) => `${here}${namesOf(flag)}${value(flag)} -d ${quoted(flag.says)}`),
  ]
}

const namesOf = ({ long, short }: CompletableFlag): string =>
  `${short === null ? '' : ` -s ${short.slice(1)}`} -l ${long.slice(2)}`

/** What completes a flag's value. fish takes none for one that can be left out. */
function value({ value, completes }: CompletableFlag): string {
  if (value !== 'must') return ''
  switch (completes.kind) {
    case 'words':
      return ` -x -a ${quoted(completes.words.join(' '))}`
    case 'paths':
      return ' -r -F'
    case 'nothing':
      return ' -x'
  }
}

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`
