/** One invoke, as it is sent into an environment. */
export interface Event {
  readonly requestId: string
  /** The invoked ARN, encoded once for each qualifier. */
  readonly functionArn: Buffer
  readonly traceId: string
  /** JSON, or empty. */
  readonly clientContext: string
  readonly payload: Uint8Array
}

/** The bytes of an event: lengths and deadline, texts, payload. The counterpart of `Channel.receive`. */
export function encodeEvent(event: Event, deadlineMs: number): Buffer {
  const idLength = Buffer.byteLength(event.requestId)
  const traceLength = Buffer.byteLength(event.traceId)
  const contextLength = Buffer.byteLength(event.clientContext)
  const payloadAt = headLength + idLength + event.functionArn.length + traceLength + contextLength
  const bytes = Buffer.allocUnsafe(payloadAt + event.payload.length)
  bytes.writeUInt32BE(event.payload.length, 0)
  bytes.writeUInt16BE(idLength, 4)
  bytes.writeUInt16BE(event.functionArn.length, 6)
  bytes.writeUInt16BE(traceLength, 8)
  bytes.writeUInt16BE(contextLength, 10)
  bytes.writeDoubleBE(deadlineMs, 12)
  let at = headLength + bytes.write(event.requestId, headLength)
  bytes.set(event.functionArn, at)
  at += event.functionArn.length
  at += bytes.write(event.traceId, at)
  bytes.write(event.clientContext, at)
  bytes.set(event.payload, payloadAt)
  return bytes
}

const headLength = 20
