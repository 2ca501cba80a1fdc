/** Something else answered at a service's address: a proxy, a network's login page, another server. */
export class NotTheService extends Error {
  override readonly name = 'NotTheService'
  /** By this the SDK knows what may be asked again: a proxy may answer 502 for a moment. */
  readonly $metadata: { readonly httpStatusCode?: number }

  constructor(message: string, httpStatusCode?: number) {
    super(message)
    this.$metadata = httpStatusCode === undefined ? {} : { httpStatusCode }
  }
}

interface Request {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

interface Response {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Throws NotTheService for what no service of AWS answers to that request. What a JSON object says is judged later, by
 * `said-by-aws.ts`, when it was read.
 */
export function requireAnswerOfAws(request: Request, response: Response, body: Uint8Array): void {
  const { statusCode } = response
  const start = new TextDecoder().decode(body.subarray(0, 1_000)).trimStart()
  // By what it is and not by its content type: some stand-ins for AWS call their JSON a page.
  const isPage = /^<(?!\?xml)/.test(start) && !/^<\w*(Response|Error)/.test(start)
  if (isPage) throw new NotTheService(`HTTP ${statusCode}, a web page: ${excerptOf(start)}`, statusCode)
  if (statusCode >= 300) {
    if (isErrorOfAws(response, body)) return
    throw new NotTheService(`HTTP ${statusCode}: ${excerptOf(start)}`, statusCode)
  }
  const action = queriedAction(request)
  if (action === null ? !isObject(request, start) : !new RegExp(`<${action}Response[\\s/>]`).test(start))
    throw new NotTheService(`HTTP ${statusCode}: ${excerptOf(start)}`)
}

/** Of the services that are asked by a form and answer XML: EC2, STS, IAM, CloudFormation. */
function queriedAction({ headers, body }: Request): string | null {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  return isForm && typeof body === 'string' ? new URLSearchParams(body).get('Action') : null
}

/** All others answer a JSON object or nothing; an invoke, what the function answered. */
function isObject({ path }: Request, start: string): boolean {
  return start === '' || start.startsWith('{') || path.endsWith('/invocations')
}

/** AWS gives each of its errors a name, in a header or in the answer, by which it is known what failed. */
function isErrorOfAws({ headers }: Response, body: Uint8Array): boolean {
  if (headers['x-amzn-errortype'] !== undefined || requestIdIn(headers) !== undefined) return true
  const text = new TextDecoder().decode(body)
  if (text.trimStart().startsWith('<')) return /<Code>/.test(text)
  const { __type, code, Code } = membersIn(text)
  return [__type, code, Code].some((name) => typeof name === 'string')
}

/** By that AWS finds an answer again; it gives one with each. */
export const requestIdIn = (headers: Response['headers']): string | undefined =>
  headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? headers['x-amz-request-id']

/** Of a JSON object; of anything else none. */
export function membersIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : {}
  } catch {
    return {}
  }
}

/** Of an answer, for a person. */
export const excerptOf = (start: string): string =>
  start.trim() === '' ? 'an empty answer' : start.slice(0, 80).replaceAll(/\s+/g, ' ')
