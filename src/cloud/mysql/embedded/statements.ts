/** What the embedded server answers to one statement. */
export type Reply =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'rows'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'use'; readonly schema: string }
  | { readonly kind: 'unknown' }

export interface Column {
  readonly name: string
  readonly type: 'text' | 'integer' | 'datetime'
}

export interface Surroundings {
  readonly username: string
  /** The only schema there is. */
  readonly schema: string
  readonly connectionId: number
  readonly now: Date
}

/** Reported to clients: MySQL 8.0, which is what the workshop's RDS has. */
export const VERSION = '8.0.36-embedded'

/** In characters: what is longer is none of the statements that are known. */
const LONGEST_STATEMENT = 4_096

/** Answers the statements that the workshop and its clients send: no tables, no writing. */
export function answerStatement(sql: string, surroundings: Surroundings): Reply {
  if (sql.length > LONGEST_STATEMENT) return { kind: 'unknown' }
  const text = sql.trim().replace(/;$/, '').trim()
  if (/^(?:set|commit|rollback|begin|start\s+transaction)\b/i.test(text)) return { kind: 'done' }
  const [, schema] = /^use\s+`?([\w$-]+)`?$/i.exec(text) ?? []
  if (schema !== undefined) return { kind: 'use', schema }
  const [, shown] = /^show\s+(databases|schemas|tables|warnings)$/i.exec(text) ?? []
  if (shown !== undefined) return show(shown.toLowerCase(), surroundings)
  const [, selected] = /^select\s(.+)$/is.exec(text) ?? []
  if (selected === undefined) return { kind: 'unknown' }
  return select(selected.replace(/\slimit\s+\d+$/i, ''), surroundings)
}

function show(what: string, { schema }: Surroundings): Reply {
  if (what === 'warnings') return rows(['Level', 'Code', 'Message'], [])
  return what === 'tables' ? rows([`Tables_in_${schema}`], []) : rows(['Database'], [[schema]])
}

function rows(names: readonly string[], values: readonly string[][]): Reply {
  return { kind: 'rows', columns: names.map((name) => ({ name, type: 'text' })), rows: values }
}

function select(expressions: string, surroundings: Surroundings): Reply {
  const cells = expressions.split(',').map((expression) => cell(expression.trim(), surroundings))
  if (cells.some((found) => found === null)) return { kind: 'unknown' }
  const known = cells.filter((found) => found !== null)
  return { kind: 'rows', columns: known.map(({ column }) => column), rows: [known.map(({ value }) => value)] }
}

interface Cell {
  readonly column: Column
  readonly value: string
}

/** One selected expression, with `AS name` or without. */
function cell(text: string, surroundings: Surroundings): Cell | null {
  // By its end alone: a pattern for what stands before it as well would try every split of a long run of spaces.
  const named = /\s(?:as\s+)?`?(\w+)`?$/i.exec(text)
  const expression = named === null ? text : text.slice(0, named.index).trimEnd()
  const found = evaluate(expression.toLowerCase().replaceAll(/\s+/g, ''), surroundings)
  return found === null
    ? null
    : { column: { name: named?.[1] ?? expression, type: found.type }, value: found.value }
}

function evaluate(
  expression: string,
  { username, schema, connectionId, now }: Surroundings,
): { type: Column['type']; value: string } | null {
  if (/^\d{1,18}$/.test(expression)) return { type: 'integer', value: expression }
  switch (expression) {
    case 'now()':
    case 'current_timestamp':
    case 'current_timestamp()':
      return { type: 'datetime', value: now.toISOString().slice(0, 19).replace('T', ' ') }
    case 'version()':
    case '@@version':
      return { type: 'text', value: VERSION }
    case '@@version_comment':
      return { type: 'text', value: "the lab's embedded server" }
    case 'database()':
    case 'schema()':
      return { type: 'text', value: schema }
    case 'user()':
    case 'current_user()':
    case 'current_user':
      return { type: 'text', value: `${username}@127.%` }
    case 'connection_id()':
      return { type: 'integer', value: String(connectionId) }
    default:
      return null
  }
}
