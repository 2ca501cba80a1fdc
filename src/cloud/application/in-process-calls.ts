import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { parseJson } from '../protocol/json-text.js'
import { routeFinder } from '../server/rest-routes.js'
import {
  type CallContext,
  type Members,
  type NamedOperations,
  type RestOperations,
  ServiceError,
} from '../service.js'
import type { Settings } from '../settings.js'

/** Calls a service's operation without the wire; the answer is read by the schema of what is needed of it. */
export type NamedCaller = <Schema extends v.GenericSchema>(
  operation: string,
  input: Members,
  schema: Schema,
) => Promise<v.InferOutput<Schema>>

export type RestCaller = <Schema extends v.GenericSchema>(
  request: {
    readonly method: string
    readonly path: string
    readonly query?: string
    readonly body?: Members
  },
  schema: Schema,
) => Promise<v.InferOutput<Schema>>

export function namedCaller(service: NamedOperations, settings: Settings): NamedCaller {
  return async (operation, input, schema) => {
    const handler = service.operations[operation]
    if (handler === undefined) throw new Error(`${service.signingName} has no ${operation}`)
    return v.parse(schema, await handler(input, callOf(settings)))
  }
}

export function restCaller(service: RestOperations, settings: Settings): RestCaller {
  const find = routeFinder(service.routes)
  return async ({ method, path, query = '', body }, schema) => {
    const parameters = new URLSearchParams(query)
    const match = find(method, path, parameters)
    if (match === null) throw new Error(`${service.signingName} has no ${method} ${path}`)
    const answer = await match.route.handle(
      {
        labels: match.labels,
        query: parameters,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      },
      callOf(settings),
    )
    return v.parse(schema, answer.body instanceof Uint8Array ? parseJson(answer.body) : answer.body)
  }
}

/** What was asked for, or null where the service says that there is no such thing. */
export async function ifThere<Found>(asking: Promise<Found>): Promise<Found | null> {
  return asking.catch((error: unknown) => {
    if (error instanceof ServiceError && NOT_FOUND.has(error.code)) return null
    throw error
  })
}

const NOT_FOUND = new Set(['ResourceNotFoundException', 'NotFoundException'])

const callOf = ({ region, account }: Settings): CallContext => ({
  requestId: randomUUID(),
  region,
  account,
  signal: new AbortController().signal,
})
