/** Of something that comes in parts, as the answer of a server. */
export class BodyTooLarge extends Error {
  constructor(mostBytes: number) {
    super(`The answer is larger than ${mostBytes} bytes.`)
    this.name = 'BodyTooLarge'
  }
}

/** All of it. Throws BodyTooLarge once there is more: what sends it may never end, and its end is not waited for. */
export async function wholeBody(
  chunks: AsyncIterable<Uint8Array> | null,
  mostBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of chunks ?? []) {
    length += part.length
    if (length > mostBytes) throw new BodyTooLarge(mostBytes)
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
