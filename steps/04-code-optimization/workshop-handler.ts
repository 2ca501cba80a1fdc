import type { Text } from '../../src/core/text.js'
import { type Call, type Expression, type PythonSource, pythonSource } from './python-source.js'

/** What the optimised code takes over from the live one, each as a Python expression as written there. */
export interface HandlerValues {
  readonly RDS_PROXY_HOST: string
  readonly RDS_PROXY_PORT: string
  readonly SECRET_NAME: string
  readonly REGION_NAME: string
  readonly DB_NAME: string
}

export type Handler =
  | { readonly kind: 'workshop'; readonly values: HandlerValues }
  /** Not the workshop's: its place must not be taken by a template that does something else. */
  | { readonly kind: 'other'; readonly why: Text }

/** Reads the workshop's handler by its syntax: names and order may differ, what it does may not. */
export function readHandler(code: string): Handler {
  const source = pythonSource(code)
  if (!source.valid) return other('It is not valid Python.', '올바른 Python 코드가 아닙니다.')
  const connects = source.calls('connect').filter(({ callee }) => /^(pymysql\.)?connect$/.test(callee))
  const [connect, second] = connects
  if (connect === undefined)
    return other('It never calls pymysql.connect.', 'pymysql.connect를 호출하지 않습니다.')
  if (second !== undefined)
    return other('It connects in more than one place.', '두 군데 이상에서 연결합니다.')
  if (connect.inside === null) {
    return other('It connects at module level already.', '이미 모듈 수준에서 연결하고 있습니다.')
  }
  return judged(source, connect)
}

function judged(source: PythonSource, connect: Call): Handler {
  const [secret] = source.calls('get_secret_value')
  if (secret === undefined) {
    return other('It reads no secret with get_secret_value.', 'get_secret_value로 보안 암호를 읽지 않습니다.')
  }
  if (!runsTheQuery(source)) {
    return other(
      'It runs another query than `select now()`.',
      '`select now()`가 아닌 다른 쿼리를 실행합니다.',
    )
  }
  if (!takesUserFromSecret(connect)) {
    return other(
      'User and password do not come from the secret\'s "username" and "password".',
      '사용자 이름과 암호를 보안 암호의 "username"과 "password"에서 읽지 않습니다.',
    )
  }
  const client = source.calls('client').find(({ keywords }) => keywords.has('region_name'))
  const found = {
    RDS_PROXY_HOST: connect.keywords.get('host') ?? null,
    RDS_PROXY_PORT: connect.keywords.get('port') ?? literal('3306', 'Number'),
    SECRET_NAME: secret.keywords.get('SecretId') ?? null,
    // Lambda itself sets it, so a client without a Region uses the same.
    REGION_NAME:
      client?.keywords.get('region_name') ?? literal('os.environ["AWS_REGION"]', 'MemberExpression'),
    DB_NAME: connect.keywords.get('db') ?? connect.keywords.get('database') ?? null,
  }
  return carried(source, found)
}

type Found = Readonly<Record<keyof HandlerValues, Expression | null>>

function carried(source: PythonSource, found: Found): Handler {
  const value = (name: keyof HandlerValues): string | null => {
    const expression = found[name]
    return expression === null ? null : constantBehind(source, expression)
  }
  const [RDS_PROXY_HOST, RDS_PROXY_PORT] = [value('RDS_PROXY_HOST'), value('RDS_PROXY_PORT')]
  const [SECRET_NAME, REGION_NAME, DB_NAME] = [value('SECRET_NAME'), value('REGION_NAME'), value('DB_NAME')]
  if (RDS_PROXY_HOST === null) return notConstant('host')
  if (RDS_PROXY_PORT === null) return notConstant('port')
  if (SECRET_NAME === null) return notConstant('SecretId')
  if (REGION_NAME === null) return notConstant('region_name')
  if (DB_NAME === null) return notConstant('db')
  return {
    kind: 'workshop',
    values: { RDS_PROXY_HOST, RDS_PROXY_PORT, SECRET_NAME, REGION_NAME, DB_NAME },
  }
}

/** The literal or environment variable that an expression stands for, following a name to its one assignment. */
function constantBehind(source: PythonSource, expression: Expression): string | null {
  if (isConstant(expression)) return expression.text
  if (expression.kind !== 'VariableName') return null
  const assigned = new Set(source.assigned(expression.text).map(({ text }) => text))
  const [only] = source.assigned(expression.text)
  return assigned.size === 1 && only !== undefined && isConstant(only) ? only.text : null
}

function isConstant({ text, kind }: Expression): boolean {
  if (kind === 'Number') return /^\d+$/.test(text)
  if (kind === 'String') return QUOTED.test(text)
  return FROM_ENVIRONMENT.test(text)
}

const STRING = String.raw`(?:"[^"\\\n]*"|'[^'\\\n]*')`
const QUOTED = new RegExp(`^${STRING}$`)
/** `os.environ["X"]`, `os.environ.get("X", "default")`, `os.getenv("X")`, and `int(…)` round them. */
const LOOKUP = String.raw`os\.(?:environ\[\s*${STRING}\s*\]|(?:environ\.get|getenv)\(\s*${STRING}\s*(?:,\s*(?:${STRING}|\d+)\s*)?\))`
const FROM_ENVIRONMENT = new RegExp(`^(?:${LOOKUP}|int\\(\\s*${LOOKUP}\\s*\\))$`)

function runsTheQuery(source: PythonSource): boolean {
  const queries = source.calls('execute').map(({ positional }) => positional[0]?.text ?? '')
  return (
    queries.length > 0 && queries.every((query) => /^["']+\s*select\s+now\(\)\s*;?\s*["']+$/i.test(query))
  )
}

function takesUserFromSecret({ keywords }: Call): boolean {
  const user = keywords.get('user')?.text ?? ''
  const password = (keywords.get('passwd') ?? keywords.get('password'))?.text ?? ''
  return /\[\s*["']username["']\s*\]$/.test(user) && /\[\s*["']password["']\s*\]$/.test(password)
}

const literal = (text: string, kind: string): Expression => ({ text, kind })
const other = (en: string, ko: string): Handler => ({ kind: 'other', why: { en, ko } })
const notConstant = (name: string): Handler =>
  other(
    `Its ${name} is neither a constant nor an environment variable.`,
    `${name} 값이 상수도 환경 변수도 아닙니다.`,
  )
