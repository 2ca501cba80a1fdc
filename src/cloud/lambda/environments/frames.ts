/** What an environment says of itself; see runtime/execution_environment/channel.py for the other end. */
export type FrameKind = 'initialized' | 'initialization-failed' | 'answered' | 'failed' | 'out-of-memory'

export interface Frame {
  readonly kind: FrameKind
  /** Of the initialization or of the handler, in milliseconds, measured inside. */
  readonly durationMs: number
  /** The most memory that the environment ever used. */
  readonly peakMb: number
  readonly payload: Buffer
}

export interface FrameReader {
  text(chunk: Buffer): void
  frame(frame: Frame): void
}

/** Separates log text from frames in what an environment writes. One for each environment. */
export class FrameParser {
  readonly #marker: Buffer
  readonly #reader: FrameReader
  #pending: Buffer | null = null
  #parts: Buffer[] = []
  #partsLength = 0

  constructor(marker: Buffer, reader: FrameReader) {
    this.#marker = marker
    this.#reader = reader
  }

  push(chunk: Buffer): void {
    let rest = this.#pending === null ? chunk : Buffer.concat([this.#pending, chunk])
    this.#pending = null
    while (rest.length > 0) {
      const at = rest.indexOf(this.#marker)
      if (at < 0) return this.#holdBack(rest)
      if (at > 0) this.#reader.text(rest.subarray(0, at))
      const bodyAt = at + this.#marker.length + headLength
      const length = rest.length < bodyAt ? Infinity : rest.readUInt32BE(bodyAt - 4)
      const end = bodyAt + length
      if (length > longestBody && rest.length >= bodyAt) {
        // No frame that the runtime writes: a function got hold of the marker. What follows is text, which nobody gathers.
        this.#reader.text(rest.subarray(at, bodyAt))
        rest = rest.subarray(bodyAt)
        continue
      }
      if (rest.length < end) {
        this.#pending = rest.subarray(at)
        return
      }
      this.#take(rest.readUInt8(bodyAt - headLength), rest.subarray(bodyAt, end))
      rest = rest.subarray(end)
    }
  }

  /** The stream is over: what could have been the beginning of a frame was text. */
  end(): void {
    if (this.#pending !== null) this.#reader.text(this.#pending)
    this.#pending = null
  }

  /** Text, but for as many bytes as could be the beginning of a marker. */
  #holdBack(rest: Buffer): void {
    const first = this.#marker.readUInt8(0)
    const from = Math.max(0, rest.length - this.#marker.length + 1)
    const at = rest.indexOf(first, from)
    const textEnd = at < 0 ? rest.length : at
    if (textEnd > 0) this.#reader.text(rest.subarray(0, textEnd))
    if (textEnd < rest.length) this.#pending = rest.subarray(textEnd)
  }

  #take(code: number, body: Buffer): void {
    if (code === partCode) {
      this.#partsLength += body.length
      // An answer that is too large is refused anyway: enough of it is kept to see that.
      if (this.#partsLength <= mostKept) this.#parts.push(body)
      return
    }
    const kind = kinds.get(code)
    if (kind === undefined || body.length < measuredLength) return
    const last = body.subarray(measuredLength)
    const payload = this.#parts.length === 0 ? last : Buffer.concat([...this.#parts, last])
    this.#parts = []
    this.#partsLength = 0
    this.#reader.frame({
      kind,
      durationMs: body.readUInt32BE(0) / 1_000,
      peakMb: Math.ceil(body.readUInt32BE(4) / 1_024),
      payload,
    })
  }
}

/** The marker's length. */
export const markerLength = 16

/** Kind and body length. */
const headLength = 5
/** Duration in microseconds, peak in KiB. */
const measuredLength = 8
/** The runtime's PART, and what was measured: a longer answer comes in parts. */
const longestBody = 16 * 1_024 + measuredLength

/** Somewhat more than Lambda lets a function answer. */
const mostKept = 7 * 1_024 * 1_024

const partCode = 'P'.charCodeAt(0)
const kinds = new Map<number, FrameKind>([
  ['I'.charCodeAt(0), 'initialized'],
  ['F'.charCodeAt(0), 'initialization-failed'],
  ['A'.charCodeAt(0), 'answered'],
  ['E'.charCodeAt(0), 'failed'],
  ['M'.charCodeAt(0), 'out-of-memory'],
])
