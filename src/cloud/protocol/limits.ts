import { ServiceError } from '../service.js'

/** What a request may be; beyond it the request is refused, whatever it says. */
export const LIMITS = {
  /** Bytes of a request's body, unless the service takes uploads. */
  bodyBytes: 8 * 1024 * 1024,
  /** Bytes of a Lambda request's body: a zip of 50 MB in base64, and the rest. */
  uploadBytes: 72 * 1024 * 1024,
  /** Levels of lists and structures in an input. */
  depth: 32,
  /** Values in an input, at all levels together. */
  values: 100_000,
  /** Parameters in a query request. */
  parameters: 2_000,
} as const

/** The error for bytes that are not what the protocol says. */
export const malformed = (message: string): ServiceError =>
  new ServiceError('SerializationException', message, 400)
