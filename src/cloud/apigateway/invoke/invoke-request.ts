import type { IncomingMessage } from 'node:http'

/** What an invoke URL is for. `path` begins with a slash, the stage left out, percent-encoded as sent. */
export interface InvokeTarget {
  /** `{apiId}/{stage}`. */
  readonly stageKey: string
  readonly path: string
  /** With one slash where it began with several: what the resources are found by. */
  readonly routedPath: string
  readonly query: string
}

const PREFIX = '/execute-api/'

/** Takes a request's URL apart; null where it names no stage. Without regular expressions but for a rare one: it is done for every request. */
export function targetOf(url: string): InvokeTarget | null {
  const mark = url.indexOf('?')
  const end = mark < 0 ? url.length : mark
  const query = mark < 0 ? '' : url.slice(mark + 1)
  const slash = url.indexOf('/', PREFIX.length)
  if (slash < 0 || slash > end) return null
  const next = url.indexOf('/', slash + 1)
  const stageEnd = next < 0 || next > end ? end : next
  const path = stageEnd === end ? '/' : url.slice(stageEnd, end)
  const routedPath = path.startsWith('//') ? path.replace(/^\/+/, '/') : path
  return { stageKey: url.slice(PREFIX.length, stageEnd), path, routedPath, query }
}

/** API Gateway's limit on a payload. */
const LARGEST_BYTES = 10 * 1024 * 1024

/** Whether a body follows the head; most requests of a load test have none and need not be waited for. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

/** The whole body; `too-large` as soon as it is, `gone` where the client left before its end. */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BYTES) return 'too-large'
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > LARGEST_BYTES) resolve('too-large')
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => resolve('gone'))
    request.on('close', () => resolve('gone'))
  })
}
