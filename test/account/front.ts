import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import type { CloudFacts } from '../../src/cloud/control/cloud-facts.js'

/** One call as the lab sent it, before anything read it. */
export interface Sent {
  /** The signature's: `ec2`, `monitoring`. */
  readonly service: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** Stands for AWS: what `AWS_ENDPOINT_URL` names. It notes each call and passes it on to a local cloud, or refuses it as AWS does. */
export interface Front {
  readonly endpoint: string
  readonly sent: Sent[]
  /** By an operation's name, such as `RunInstances`, or `*`. */
  refuse(operation: string, refusal: Refusal): void
  /** Instead of what the local cloud answers; of a JSON service. */
  answer(operation: string, answer: object): void
  /** Passes everything on again. */
  reset(): void
  stop(): void
}

export async function startFront(cloud: CloudFacts): Promise<Front> {
  const sent: Sent[] = []
  const refusals = new Map<string, Refusal>()
  const answers = new Map<string, object>()
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    sent,
    refuse: (operation, refusal) => void refusals.set(operation, refusal),
    answer: (operation, answer) => void answers.set(operation, answer),
    reset: () => {
      refusals.clear()
      answers.clear()
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { method = 'GET', url: path = '/' } = request
    const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1]
    const headers = kept(request.headers)
    if (service !== undefined) {
      const call = { service, method, path, headers, body: body.toString('latin1') }
      sent.push(call)
      const refusal = refusals.get(operationOf(call)) ?? refusals.get('*')
      if (refusal !== undefined) return answerRefusal(response, service, refusal)
      const answer = answers.get(operationOf(call))
      if (answer !== undefined) {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
        response.end(JSON.stringify(answer))
        return
      }
    }
    const answer = await fetch(`${cloud.endpoint}${path}`, {
      method,
      headers:
        service === undefined ? headers : await signed(cloud, { service, method, path, headers, body }),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    })
    response.writeHead(answer.status, [...answer.headers].filter(([name]) => !FRAMING.test(name)).flat())
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
}

/** For a REST call, its method and path. */
export function operationOf({ method, path, headers, body }: Sent): string {
  const target = headers['x-amz-target']
  if (target !== undefined) return target.slice(target.lastIndexOf('.') + 1)
  return new URLSearchParams(body).get('Action') ?? `${method} ${path.replace(/\?.*/, '')}`
}

const FRAMING = /^(host|connection|keep-alive|transfer-encoding|content-length|content-encoding|expect)$/
const SIGNED = /^(authorization|x-amz-date|x-amz-content-sha256|x-amz-security-token)$/

function kept(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !FRAMING.test(name) && !SIGNED.test(name) ? [[name, value] as const] : [],
  )
  return Object.fromEntries(entries)
}

interface Forwarded extends Omit<Sent, 'body'> {
  readonly body: Buffer
}

/** A signature covers the Host, and the cloud answers to its own only. */
async function signed(cloud: CloudFacts, { service, method, path, headers, body }: Forwarded) {
  const { accessKeyId, secretAccessKey, region, endpoint } = cloud
  const url = new URL(path, endpoint)
  const signer = new SignatureV4({
    service,
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
  })
  const query: Record<string, string[]> = {}
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value)
  const { headers: all } = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query,
    headers: { ...headers, host: url.host },
    body: new Uint8Array(body),
  })
  return Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'host'))
}

/** In the shape of the service's protocol. */
function answerRefusal(response: ServerResponse, service: string, { status, code, message }: Refusal): void {
  if (service === 'ec2') {
    response.writeHead(status, { 'content-type': 'text/xml' })
    response.end(
      `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
    )
  } else if (service === 'sts' || service === 'iam') {
    response.writeHead(status, { 'content-type': 'text/xml' })
    response.end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
    )
  } else {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code })
    response.end(JSON.stringify({ __type: code, message }))
  }
}
