import { validateHeaderName, validateHeaderValue } from 'node:http'
import * as v from 'valibot'

/** What a function answered, ready to be written. `headers` alternate names and values; a name may come twice. */
export interface ProxyResponse {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
  readonly isBase64Encoded: boolean
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

/** Reads the answer of a Lambda proxy integration; null where it is malformed. */
export function readProxyResponse(payload: Uint8Array): ProxyResponse | null {
  const answer = parse(payload)
  if (answer === null) return null
  const status = answer.statusCode ?? 200
  if (!Number.isInteger(status) || status < 200 || status > 599) return null
  const headers = headersOf(answer)
  if (headers === null) return null
  if (!headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type')) {
    headers.push('Content-Type', 'application/json')
  }
  return { status, headers, body: answer.body ?? '', isBase64Encoded: answer.isBase64Encoded ?? false }
}

function parse(payload: Uint8Array): Answer | null {
  try {
    const parsed = v.safeParse(Answer, JSON.parse(asText(payload)))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

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
