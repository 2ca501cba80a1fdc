import { shellQuoted } from '../../system/shell-words.js'
import { KEPT_PREFIX, KEPT_VARIABLES } from './aws-variables.js'
import type { Changes } from './no-proxy.js'

export const SHELLS = ['sh', 'fish', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

/** How a shell takes AWS's variables away, and how it changes one. */
interface Dialect {
  /** All that begin with `AWS_`, but for those that stay. */
  readonly clear: readonly string[]
  set(name: string, value: string): string
  unset(name: string): string
}

/** The shell that somebody works in, by the variable SHELL. */
export function shellOf(env: Readonly<Record<string, string | undefined>>): Shell {
  const name = (env['SHELL'] ?? '').split(/[\\/]/).pop() ?? ''
  if (name.startsWith('fish')) return 'fish'
  return name.startsWith('pwsh') || name.startsWith('powershell') ? 'powershell' : 'sh'
}

/** Lines for that shell: first what is taken away (`all`: every variable of AWS's), then the changes. */
export function scriptFor(shell: Shell, clear: 'all' | 'none', changes: Changes): string[] {
  const dialect = DIALECTS[shell]
  const lines = Object.entries(changes).map(([name, value]) =>
    value === null ? dialect.unset(name) : dialect.set(name, value),
  )
  return [...(clear === 'all' ? dialect.clear : []), ...lines]
}

const DIALECTS: Readonly<Record<Shell, Dialect>> = {
  // Whole without its line ends too: `eval $(lab cloud env)` loses them.
  sh: {
    clear: [
      String.raw`for lab_name in $(env | sed -n 's/^\(AWS_[A-Za-z0-9_]*\)=.*/\1/p'); do`,
      `case "$lab_name" in ${[...KEPT_VARIABLES, `${KEPT_PREFIX}*`].join('|')}) ;; *) unset "$lab_name" ;; esac;`,
      'done; unset lab_name;',
    ],
    set: (name, value) => `export ${name}=${shellQuoted(value)};`,
    unset: (name) => `unset ${name};`,
  },
  // A universal variable is covered, not erased: erasing would take it from all sessions, for good.
  fish: {
    clear: [
      `for lab_name in (set --export --names | string match 'AWS_*' | string match --invert --regex '${keptPattern()}');`,
      'set --erase --global $lab_name; set --query --universal $lab_name; and set --global --unexport $lab_name;',
      'end; set --erase lab_name;',
    ],
    set: (name, value) =>
      `set --global --export ${name} '${value.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}';`,
    unset: (name) => `set --erase --global ${name};`,
  },
  powershell: {
    clear: [`Get-ChildItem Env:AWS_* | Where-Object Name -NotMatch '${keptPattern()}' | Remove-Item;`],
    set: (name, value) => `$Env:${name} = '${value.replaceAll("'", "''")}';`,
    unset: (name) => `Remove-Item -ErrorAction Ignore Env:${name};`,
  },
}

function keptPattern(): string {
  return `^(${KEPT_VARIABLES.join('|')})$|^${KEPT_PREFIX}`
}
