import { validateHeaderName, validateHeaderValue } from 'node:http'
import * as v from 'valibot'

/** What API Gateway makes of a function's answer. */
export type ProxyAnswer = ProxyResponse | MalformedAnswer

/** What a function answered, ready to be written. `headers` alternate names and values; a name may come twice. */
export interface ProxyResponse {
  readonly kind: 'response'
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
  readonly isBase64Encoded: boolean
}

/** API Gateway answers 502 instead: why it takes it for none. */
export interface MalformedAnswer {
  readonly kind: 'malformed'
  readonly because:
    | { readonly kind: 'no-object' }
    /** A member that has no place in an answer, or one of another type than it must have. */
    | { readonly kind: 'unknown-member' | 'member-type'; readonly member: string }
    | { readonly kind: 'status'; readonly status: number }
    /** A name or a value that HTTP cannot carry. */
    | { readonly kind: 'headers' }
}

const HeaderValue = v.union([v.string(), v.boolean()])
/** None of the members is needed, and no other is allowed: API Gateway answers 502 to an answer with one. */
const Answer = v.strictObject({
  statusCode: v.optional(
    v.nullable(v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))])),
  ),
  headers: v.optional(v.nullable(v.record(v.string(), HeaderValue))),
  multiValueHeaders: v.optional(v.nullable(v.record(v.string(), v.array(HeaderValue)))),
  body: v.optional(v.nullable(v.string())),
  isBase64Encoded: v.optional(v.nullable(v.boolean())),
})
type Answer = v.InferOutput<typeof Answer>

/** Renamed to `x-amzn-Remapped-…`: the gateway's own connection decides these. Developer guide, "Important notes". */
const REMAPPED = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
])
const DROPPED = new Set(['transfer-encoding', 'te', 'keep-alive', 'via'])

/** Reads the answer of a Lambda proxy integration, as API Gateway does. */
export function readProxyResponse(payload: Uint8Array): ProxyAnswer {
  const parsed = parse(payload)
  if (parsed.kind === 'malformed') return parsed
  const { answer } = parsed
  const status = answer.statusCode ?? 200
  if (!Number.isInteger(status) || status < 200 || status > 599) return malformed({ kind: 'status', status })
  const headers = headersOf(answer)
  if (headers === null) return malformed({ kind: 'headers' })
  if (!headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type')) {
    headers.push('Content-Type', 'application/json')
  }
  const { body, isBase64Encoded } = answer
  return { kind: 'response', status, headers, body: body ?? '', isBase64Encoded: isBase64Encoded ?? false }
}

function parse(payload: Uint8Array): { readonly kind: 'answer'; readonly answer: Answer } | MalformedAnswer {
  let json: unknown
  try {
    json = JSON.parse(asText(payload))
  } catch {
    return malformed({ kind: 'no-object' })
  }
  const parsed = v.safeParse(Answer, json)
  return parsed.success ? { kind: 'answer', answer: parsed.output } : malformed(because(parsed.issues[0]))
}

function because(issue: v.BaseIssue<unknown>): MalformedAnswer['because'] {
  const member = issue.path?.[0]?.key
  if (typeof member !== 'string') return { kind: 'no-object' }
  return { kind: issue.type === 'strict_object' ? 'unknown-member' : 'member-type', member }
}

const malformed = (why: MalformedAnswer['because']): MalformedAnswer => ({ kind: 'malformed', because: why })

function asText(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8')
}

function headersOf({ headers, multiValueHeaders }: Answer): string[] | null {
  const written: string[] = []
  for (const [name, value] of merged(headers, multiValueHeaders)) {
    const lower = name.toLowerCase()
    if (DROPPED.has(lower)) continue
    written.push(REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name, value)
  }
  return isWritable(written) ? written : null
}

/** Both maps as one list; a pair that is in both counts once. */
function merged(
  headers: Answer['headers'],
  multi: Answer['multiValueHeaders'],
): [name: string, value: string][] {
  if (!headers && !multi) return []
  const pairs = Object.entries(multi ?? {}).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, String(value)]),
  )
  const both = new Set(pairs.map(([name, value]) => `${name.toLowerCase()}:${value}`))
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!both.has(`${name.toLowerCase()}:${String(value)}`)) pairs.push([name, String(value)])
  }
  return pairs
}

/** Names and values that HTTP cannot carry, such as a line break that would begin another header. */
function isWritable(headers: readonly string[]): boolean {
  try {
    for (let index = 0; index + 1 < headers.length; index += 2) {
      validateHeaderName(headers[index] ?? '')
      validateHeaderValue(headers[index] ?? '', headers[index + 1] ?? '')
    }
    return true
  } catch {
    return false
  }
}
