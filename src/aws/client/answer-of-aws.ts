/** Something else answered at a service's address: a proxy, a network's login page, another server. */
export class NotTheService extends Error {
  override readonly name = 'NotTheService'
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

/** Throws NotTheService for what no service of AWS answers to that request. Server errors pass: the SDK asks again. */
export function requireAnswerOfAws(request: Request, response: Response, body: Uint8Array): void {
  const { statusCode } = response
  if (statusCode >= 500) return
  const start = new TextDecoder().decode(body.subarray(0, 1_000)).trimStart()
  // By what it is and not by its content type: some stand-ins for AWS call their JSON a page.
  const isPage = /^<(?!\?xml)/.test(start) && !/^<\w*(Response|Error)/.test(start)
  if (isPage) throw new NotTheService(`HTTP ${statusCode}, a web page: ${excerptOf(start)}`)
  if (statusCode >= 300) return
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

const excerptOf = (start: string): string => start.slice(0, 80).replaceAll(/\s+/g, ' ')
