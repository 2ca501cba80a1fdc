import type { Expression, PythonSource } from './python-source.js'

/**
 * The Python expression to carry over for one of the live code's: a literal, or an environment variable looked up as there. A name
 * is followed to what it was assigned, through other names too; null: it is neither, or is decided at run time.
 */
export function portableConstant(source: PythonSource, expression: Expression): string | null {
  const constant = constantBehind(source, expression, new Set())
  return constant === null ? null : canonical(constant)
}

function constantBehind(
  source: PythonSource,
  expression: Expression,
  followed: ReadonlySet<string>,
): Expression | null {
  if (isConstant(source, expression)) return expression
  const { kind, text } = expression
  if (kind !== 'VariableName' || followed.has(text)) return null
  const [only, ...others] = source.assigned(text)
  // Assigned twice the same is assigned once.
  if (only === undefined || others.some((other) => other.text !== only.text)) return null
  return constantBehind(source, only, new Set([...followed, text]))
}

function isConstant(source: PythonSource, { text, kind }: Expression): boolean {
  if (kind === 'Number') return /^\d+$/.test(text)
  if (kind === 'None') return true
  if (kind === 'String') return QUOTED.test(text)
  const lookup = FROM_ENVIRONMENT.exec(text)
  const [, asNumber, of] = lookup ?? []
  const bare = asNumber ?? of ?? ''
  return lookup !== null && (bare.startsWith('os.') || source.imports('os', bare))
}

/** The new code imports `os` and nothing from it. */
function canonical({ text }: Expression): string {
  return text.replace(/^(int\(\s*)?(?=environ\b|getenv\b)/, (before) => `${before}os.`)
}

const STRING = String.raw`(?:"[^"\\\n]*"|'[^'\\\n]*')`
const QUOTED = new RegExp(`^${STRING}$`)
/** `os.environ["X"]`, `os.environ.get("X", "default")`, `os.getenv("X")`, the same with `environ` and `getenv` imported, and `int(…)` round them. */
const ROOT = String.raw`((?:os\.)?(?:environ|getenv))`
const LOOKUP = String.raw`${ROOT}(?:\[\s*${STRING}\s*\]|(?:\.get)?\(\s*${STRING}\s*(?:,\s*(?:${STRING}|\d+|None)\s*)?\))`
const FROM_ENVIRONMENT = new RegExp(String.raw`^(?:int\(\s*${LOOKUP}\s*\)|${LOOKUP})$`)
