import { randomInt } from 'node:crypto'
import * as v from 'valibot'
import { parseJson } from '../../protocol/json-text.js'
import { refuseUnknown } from '../../protocol/unknown-member.js'
import { ServiceError, type RestRequest } from '../../service.js'
import type { Settings } from '../../settings.js'
import type { Method, Resource, RestApi, GatewayState } from '../state.js'

/** What the control operations work on. */
export interface ControlPlane {
  readonly settings: Pick<Settings, 'account' | 'region' | 'scale'>
  readonly state: GatewayState
  /** Applies a change, saves it, and lets the stages see it. An error thrown by `alter` leaves everything as it was. */
  change<R>(alter: (draft: GatewayState) => R): Promise<R>
}

/** The API that a request's path names. */
export function apiOf(plane: ControlPlane, state: GatewayState, { labels }: RestRequest): RestApi {
  const id = labels['restApiId'] ?? ''
  return own(state.apis, id) ?? notFound(`Invalid API identifier specified ${plane.settings.account}:${id}`)
}

export function resourceOf(api: RestApi, id: string | undefined): Resource {
  return own(api.resources, id ?? '') ?? notFound('Invalid Resource identifier specified')
}

export function methodOf(api: RestApi, { labels }: RestRequest): Method {
  const resource = resourceOf(api, labels['resourceId'])
  return own(resource.methods, labels['httpMethod'] ?? '') ?? notFound('Invalid Method identifier specified')
}

export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

export function notFound(message: string): never {
  throw new ServiceError('NotFoundException', message, 404)
}

export function badRequest(message: string): never {
  throw new ServiceError('BadRequestException', message, 400)
}

export function conflict(message: string): never {
  throw new ServiceError('ConflictException', message, 409)
}

/** A request's body as `schema` has it. */
export function bodyOf<Schema extends v.GenericSchema>(
  schema: Schema,
  request: RestRequest,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, parseJson(request.body))
  if (parsed.success) return parsed.output
  refuseUnknown(parsed.issues, 'BadRequestException')
  const [issue] = parsed.issues
  return badRequest(`Invalid request input: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** An identifier of the service's kind: lower-case letters and digits. */
export function newId(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000)
}
