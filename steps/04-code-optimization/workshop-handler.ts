import type { Text } from '../../src/system/text.js'
import { portableConstant } from './portable-constant.js'
import { unsupportedCode } from './unsupported-code.js'
import { type PythonCall, type Expression, type PythonSource, pythonSource } from './python-source.js'

/** What the optimized code takes over from the live one, each as a Python expression as written there. */
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

function judged(source: PythonSource, connect: PythonCall): Handler {
  const [secret] = source.calls('get_secret_value')
  if (secret === undefined) {
    return other('It reads no secret with get_secret_value.', 'get_secret_value로 보안 암호를 읽지 않습니다.')
  }
  if (!runsTheQuery(source)) {
    return other(
      'It runs a query other than `select now()`.',
      '`select now()`가 아닌 다른 쿼리를 실행합니다.',
    )
  }
  const more = unsupportedCode(source, connect)
  if (more !== null) return { kind: 'other', why: more }
  if (!takesUserFromSecret(source, connect)) {
    return other(
      'User and password do not come from the secret\'s "username" and "password".',
      '사용자 이름과 암호를 보안 암호의 "username"과 "password"에서 읽지 않습니다.',
    )
  }
  const found = {
    RDS_PROXY_HOST: argument(connect, 0, 'host'),
    RDS_PROXY_PORT: argument(connect, 4, 'port') ?? literal('3306', 'Number'),
    SECRET_NAME: secret.keywords.get('SecretId') ?? null,
    // Lambda itself sets it, so a client without a Region uses the same.
    REGION_NAME: regionOf(source) ?? literal('os.environ["AWS_REGION"]', 'MemberExpression'),
    DB_NAME: argument(connect, 3, 'db', 'database') ?? literal('None', 'None'),
  }
  return carried(source, found)
}

type Found = Readonly<Record<keyof HandlerValues, Expression | null>>

function carried(source: PythonSource, found: Found): Handler {
  const value = (name: keyof HandlerValues): string | null => {
    const expression = found[name]
    return expression === null ? null : portableConstant(source, expression)
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

function runsTheQuery(source: PythonSource): boolean {
  const queries = source.calls('execute').map(({ positional }) => positional[0]?.text ?? '')
  return (
    queries.length > 0 && queries.every((query) => /^["']+\s*select\s+now\(\)\s*;?\s*["']+$/i.test(query))
  )
}

/** The order is that of PyMySQL before 1.0; since then it takes keywords alone. */
function argument(
  { positional, keywords }: PythonCall,
  at: number,
  ...names: readonly string[]
): Expression | null {
  const named = names.flatMap((name) => keywords.get(name) ?? [])
  return named[0] ?? positional[at] ?? null
}

function regionOf(source: PythonSource): Expression | null {
  const clients = source.calls('client').map((call) => argument(call, 1, 'region_name'))
  const sessions = source.calls('Session').map(({ keywords }) => keywords.get('region_name') ?? null)
  return [...clients, ...sessions].find((region) => region !== null) ?? null
}

/** `secret["username"]`, also under a name of its own. */
function takesUserFromSecret(source: PythonSource, connect: PythonCall): boolean {
  const isMember = (expression: Expression | null, member: string): boolean => {
    if (expression === null) return false
    const [only, ...others] = source.assigned(expression.text)
    const { text } = only !== undefined && others.length === 0 ? only : expression
    return new RegExp(String.raw`(?:\[\s*|\.get\(\s*)["']${member}["']\s*[\])]$`).test(text)
  }
  return (
    isMember(argument(connect, 1, 'user'), 'username') &&
    isMember(argument(connect, 2, 'passwd', 'password'), 'password')
  )
}

const literal = (text: string, kind: string): Expression => ({ text, kind })
const other = (en: string, ko: string): Handler => ({ kind: 'other', why: { en, ko } })
const notConstant = (name: string): Handler =>
  other(
    `Its ${name} is neither a constant nor an environment variable.`,
    `${name} 값이 상수도 환경 변수도 아닙니다.`,
  )
