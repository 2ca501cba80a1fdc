import * as v from 'valibot'

/** Where a Python file is refused. `line` counts from 1. */
export interface SyntaxMistake {
  readonly line: number
  /** In the parser's words. */
  readonly message: string
}

/**
 * The first thing that keeps the file from being loaded by that runtime (`python3.12`); null: nothing. Judged by Ruff's parser,
 * which knows each version's syntax: of the standard library's 595 files it takes all, where Lezer's grammar stumbles over 33.
 */
export async function syntaxMistake(source: string, runtime: string): Promise<SyntaxMistake | null> {
  const { Workspace, PositionEncoding } = await import('@astral-sh/ruff-wasm-nodejs')
  const nul = source.indexOf('\0')
  if (nul >= 0) return { line: source.slice(0, nul).split('\n').length, message: 'a null byte' }
  const version = versionOf(runtime)
  const lint = { select: OUTSIDE_THEIR_PLACE }
  const workspace = new Workspace(
    { lint, ...(version !== null && { 'target-version': version }) },
    PositionEncoding.Utf16,
  )
  try {
    const [first] = v.parse(FOUND, workspace.check(withoutDirectives(source)))
    return first === undefined ? null : { line: first.start_location.row, message: first.message }
  } finally {
    workspace.free()
  }
}

const FOUND = v.array(v.object({ message: v.string(), start_location: v.object({ row: v.number() }) }))

/** Comments that would have Ruff overlook what Python does not, made others of the same length. */
const withoutDirectives = (source: string): string => source.replaceAll(/noqa/gi, 'n0qa')

/** What Python's compiler finds and no grammar: statements and expressions that are not in their place. */
const OUTSIDE_THEIR_PLACE = [
  // `break`, `continue`, `yield`, `await`, `return`, a bare `except` that is not the last, `__future__` below other code.
  'F701',
  'F702',
  'F704',
  'PLE1142',
  'F706',
  'F707',
  'F404',
  // Two stars in an assignment.
  'F622',
  // `nonlocal` without a binding, `global` after use, both for one name.
  'PLE0115',
  'PLE0117',
  'PLE0118',
]

/** `py312`; null: a runtime of which Ruff does not know. */
function versionOf(runtime: string): string | null {
  const [, minor] = /^python3\.(\d+)$/.exec(runtime) ?? []
  return minor !== undefined && Number(minor) >= 7 && Number(minor) <= NEWEST_MINOR ? `py3${minor}` : null
}

const NEWEST_MINOR = 15
