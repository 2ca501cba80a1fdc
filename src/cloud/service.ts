import type { IncomingMessage, ServerResponse } from 'node:http'

/** A value as it travels in a request or an answer; bytes and dates where the service's model says so. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly Value[]
  | { readonly [member: string]: Value | undefined }
export type Members = { readonly [member: string]: Value | undefined }

/** What is known of a call besides its input. The signature was verified before. */
export interface CallContext {
  readonly requestId: string
  readonly region: string
  readonly account: string
  /** What came beside the key: of a function, as whom it calls. */
  readonly sessionToken?: string
  readonly signal: AbortSignal
}

/**
 * A service whose operations are named in the request: JSON 1.0/1.1 by `X-Amz-Target`, query by `Action`, CBOR by path.
 * Operations see decoded input with the member names of the service's model, and answer members of the same model; the
 * protocol folder does the bytes. ec2 answers use the XML element names (`reservationSet`), arrays become `<item>`s.
 */
export interface NamedOperations {
  readonly kind: 'named'
  /** The SigV4 scope's service: `ec2`, `ssm`, `cloud9`, `monitoring`, `secretsmanager`, `servicequotas`, `sts`. */
  readonly signingName: string
  readonly protocol: 'json' | 'ec2-query' | 'query'
  /** Prefixes of X-Amz-Target, such as `AmazonSSM`, and the service name in a smithy-rpc-v2-cbor path. */
  readonly targets: readonly string[]
  /** The XML namespace of query answers. */
  readonly namespace?: string
  readonly operations: Readonly<Record<string, Operation>>
}
export type Operation = (input: Members, call: CallContext) => Promise<Members>

/** A REST-JSON service: method and path choose the operation. */
export interface RestOperations {
  readonly kind: 'rest'
  readonly signingName: string
  /** The error for an input that is wrong. */
  readonly invalidInput: string
  readonly routes: readonly Route[]
}
export interface Route {
  readonly operation: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  /** With `{label}`; `{label+}` takes the rest: `/2015-03-31/functions/{FunctionName}/code`. Behind `?`, what the query must have. */
  readonly path: string
  /** The members that it takes from the query, and from headers (in lower case). */
  readonly parameters?: readonly string[]
  handle(request: RestRequest, call: CallContext): Promise<RestAnswer>
}
export interface RestRequest {
  /** Percent-decoded. */
  readonly labels: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}
export interface RestAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Members become JSON; bytes go as they are; null is an empty body. */
  readonly body: Members | Uint8Array | null
}

export type Service = NamedOperations | RestOperations

/** Requests that carry no signature, as on AWS: the invoke URL and a download URL. Asked first, by path, on the hot path. */
export interface UnsignedEndpoint {
  /** The path's first segment, such as `execute-api`. */
  readonly segment: string
  /** Whether what answers there may itself decide which other origins' pages read it (CORS); absent: nothing does. */
  decidesOnOrigins?(url: string): boolean
  handle(request: IncomingMessage, response: ServerResponse): void
}

/** An error that the service would answer: code, HTTP status, message, and further members. */
export class ServiceError extends Error {
  readonly code: string
  readonly status: number
  readonly members: Members

  constructor(code: string, message: string, status = 400, members: Members = {}) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.status = status
    this.members = members
  }
}
