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
  const version = versionOf(runtime)
  const lint = { select: OUTSIDE_THEIR_PLACE }
  const workspace = new Workspace(
    { lint, ...(version !== null && { 'target-version': version }) },
    PositionEncoding.Utf16,
  )
  try {
    const [first] = v.parse(FOUND, workspace.check(source))
    return first === undefined ? null : { line: first.start_location.row, message: first.message }
  } finally {
    workspace.free()
  }
}

const FOUND = v.array(v.object({ message: v.string(), start_location: v.object({ row: v.number() }) }))

/** `break`, `continue`, `yield`, `await` and `return` where Python does not take them, which its compiler finds and no grammar. */
const OUTSIDE_THEIR_PLACE = ['F701', 'F702', 'F704', 'F706']

/** `py312`; null: a runtime of which Ruff does not know. */
function versionOf(runtime: string): string | null {
  const [, minor] = /^python3\.(\d+)$/.exec(runtime) ?? []
  return minor !== undefined && Number(minor) >= 7 && Number(minor) <= NEWEST_MINOR ? `py3${minor}` : null
}

const NEWEST_MINOR = 15
