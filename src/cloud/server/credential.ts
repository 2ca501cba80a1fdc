/** What a request says about its own signature, in the Authorization header or in a presigned URL's query. */
export interface Credential {
  readonly accessKeyId: string
  /** `20260131`. */
  readonly day: string
  readonly region: string
  readonly service: string
  /** `20260131T101112Z`. */
  readonly date: string
  /** In order, each once: another spelling of the list would be another signature. */
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** Seconds from `date` for which a presigned URL is good; null for a signed header. */
  readonly expiresSeconds: number | null
}

/** The credential that a request carries; `absent` and `incomplete` are different errors on AWS. */
export function credentialOf(
  headers: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Credential | 'absent' | 'incomplete' {
  const { authorization } = headers
  if (authorization !== undefined) return headerCredential(authorization, headers['x-amz-date'] ?? '')
  return query.has('X-Amz-Signature') || query.has('X-Amz-Credential') ? queryCredential(query) : 'absent'
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

const IN_QUERY = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'].map(
  (name) => `X-Amz-${name}`,
)

/** A presigned URL is good for seven days at most. */
const LONGEST_SECONDS = 7 * 24 * 3600

function headerCredential(authorization: string, date: string): Credential | 'incomplete' {
  if (!authorization.startsWith(`${ALGORITHM} `)) return 'incomplete'
  const parts = new Map<string, string>()
  for (const part of authorization.slice(ALGORITHM.length + 1).split(',')) {
    const equals = part.indexOf('=')
    if (equals > 0) parts.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim())
  }
  return complete({
    scope: parts.get('Credential') ?? '',
    signedHeaders: parts.get('SignedHeaders') ?? '',
    signature: parts.get('Signature') ?? '',
    date,
    expiresSeconds: null,
  })
}

function queryCredential(query: URLSearchParams): Credential | 'incomplete' {
  // Of two that contradict each other neither is believed.
  if (IN_QUERY.some((name) => query.getAll(name).length > 1)) return 'incomplete'
  const expiresSeconds = Number(query.get('X-Amz-Expires') ?? Number.NaN)
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) return 'incomplete'
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > LONGEST_SECONDS)
    return 'incomplete'
  return complete({
    scope: query.get('X-Amz-Credential') ?? '',
    signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
    signature: query.get('X-Amz-Signature') ?? '',
    date: query.get('X-Amz-Date') ?? '',
    expiresSeconds,
  })
}

function complete(parts: {
  readonly scope: string
  readonly signedHeaders: string
  readonly signature: string
  readonly date: string
  readonly expiresSeconds: number | null
}): Credential | 'incomplete' {
  const [accessKeyId, day, region, service, terminator, ...rest] = parts.scope.split('/')
  if (accessKeyId === undefined || day === undefined || region === undefined || service === undefined)
    return 'incomplete'
  if (terminator !== 'aws4_request' || rest.length > 0) return 'incomplete'
  if (!/^\d{8}T\d{6}Z$/.test(parts.date) || !parts.date.startsWith(day)) return 'incomplete'
  if (!/^[0-9a-f]{64}$/.test(parts.signature)) return 'incomplete'
  const signedHeaders = parts.signedHeaders.split(';')
  if (signedHeaders.some((name, index) => index > 0 && name <= (signedHeaders[index - 1] ?? '')))
    return 'incomplete'
  const { date, signature, expiresSeconds } = parts
  return { accessKeyId, day, region, service, date, signedHeaders, signature, expiresSeconds }
}
