import type { Members, ServiceError } from '../service.js'

/** A request as it came over the wire, its signature verified. Header names are in lower case. */
export interface WireRequest {
  readonly method: string
  /** Still percent-encoded, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** What an answer repeats of its request. */
export interface ReplyContext {
  readonly requestId: string
  readonly operation: string
  /** The XML namespace of the service's answers. */
  readonly namespace?: string
  /** Whether the client asked for the error code that the service's query protocol had (`x-amzn-query-mode`). */
  readonly queryMode?: boolean
}

/** A wire protocol in which operations are named: how it carries an operation's name, its input, its output, its errors. */
export interface Protocol {
  readonly name: 'json' | 'query' | 'ec2-query' | 'rpc-v2-cbor'
  /** What the request asks for. Throws a ServiceError for bytes that are not the protocol's. */
  decode(request: WireRequest): { readonly operation: string; readonly input: Members }
  answer(output: Members, context: ReplyContext): Reply
  refuse(error: ServiceError, context: ReplyContext): Reply
}
