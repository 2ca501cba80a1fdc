import type { IncomingMessage } from 'node:http'

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
