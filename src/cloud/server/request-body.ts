import type { IncomingMessage } from 'node:http'

/** A request's whole body, or why there is none. Past `limit` bytes nothing more is kept. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'cut-off' }
> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { kind: 'too-large' }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) continue
      size += chunk.length
      if (size > limit) return { kind: 'too-large' }
      chunks.push(chunk)
    }
  } catch {
    return { kind: 'cut-off' }
  }
  return { kind: 'read', bytes: Buffer.concat(chunks) }
}
