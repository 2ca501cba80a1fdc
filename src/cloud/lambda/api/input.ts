import * as v from 'valibot'
import { parseJson } from '../../protocol/json-text.js'
import { refuseUnknown } from '../../protocol/unknown-member.js'
import { type RestRequest, ServiceError } from '../../service.js'
import { type FunctionReference, parseReference } from '../functions/names.js'

/** The function that a request's path and query name. Throws what Lambda answers to a name that is none. */
export function referenceOf({ labels, query }: RestRequest): FunctionReference {
  return parseReference(labels['FunctionName'] ?? '', query.get('Qualifier'))
}

/** The body by its schema; breaches of the service's model are told in Lambda's words, all in one error. */
export function bodyOf<Schema extends v.GenericSchema>(
  schema: Schema,
  request: RestRequest,
): v.InferOutput<Schema> {
  return checked(schema, parseJson(request.body))
}

/** A parameter of the query string, null where it is absent. */
export function queryOf<Schema extends v.GenericSchema>(
  schema: Schema,
  member: string,
  request: RestRequest,
): v.InferOutput<Schema> | null {
  const value = request.query.get(member)
  return value === null ? null : checked(v.strictObject({ [member]: schema }), { [member]: value })[member]
}

function checked<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input)
  if (parsed.success) return parsed.output
  refuseUnknown(parsed.issues, 'InvalidParameterValueException')
  const breaches = parsed.issues.map((issue) => {
    if (issue.kind === 'schema' && issue.input !== undefined && issue.type !== 'picklist')
      throw wrongType(issue)
    const value = issue.input === undefined ? 'null' : `'${printed(issue.input)}'`
    const constraint = issue.input === undefined ? 'Member must not be null' : issue.message
    return `Value ${value} at '${memberOf(issue)}' failed to satisfy constraint: ${constraint}`
  })
  const count = `${breaches.length} validation error${breaches.length === 1 ? '' : 's'} detected`
  throw new ServiceError('ValidationException', `${count}: ${breaches.join('; ')}`)
}

const wrongType = (issue: v.BaseIssue<unknown>) =>
  new ServiceError(
    'SerializationException',
    `The member '${memberOf(issue)}' is not of type ${issue.expected}`,
  )

/** As in the service's model, in which members begin with a small letter. */
function memberOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? ''
  return path.replaceAll(/(^|\.)([A-Z])/g, (_, dot: string, letter: string) => dot + letter.toLowerCase())
}

/** Variables may hold secrets, so only what is short and plain is repeated. */
function printed(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 256) : '...'
}

const pattern = (text: string) => `Member must satisfy regular expression pattern: ${text}`

export const text = (most: number, least = 0) =>
  v.pipe(
    v.string(),
    v.minLength(least, `Member must have length greater than or equal to ${least}`),
    v.maxLength(most, `Member must have length less than or equal to ${most}`),
  )

export const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.integer('Member must be a whole number'),
    v.minValue(least, `Member must have value greater than or equal to ${least}`),
    v.maxValue(most, `Member must have value less than or equal to ${most}`),
  )

export const matching = (expression: RegExp, most: number) =>
  v.pipe(text(most), v.regex(expression, pattern(expression.source.replaceAll(/^\^|\$$/g, ''))))

export const oneOf = <const Options extends readonly string[]>(options: Options) =>
  v.picklist(options, `Member must satisfy enum value set: [${options.join(', ')}]`)

/** A page size in a query string. */
const pageSize = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,6}$/, pattern(String.raw`\d+`)), v.transform(Number), whole(1, most))

/** One page of a sorted list; the marker is the key of the last item of the page before, in base64. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: RestRequest,
  most: number,
): { readonly items: readonly Item[]; readonly NextMarker?: string } {
  const size = Math.min(most, queryOf(pageSize(10_000), 'MaxItems', request) ?? most)
  const marker = Buffer.from(request.query.get('Marker') ?? '', 'base64url').toString()
  const after = items.findIndex((item) => keyOf(item) === marker) + 1
  const page = items.slice(after, after + size)
  const last = page.at(-1)
  const more = last !== undefined && after + size < items.length
  return more ? { items: page, NextMarker: Buffer.from(keyOf(last)).toString('base64url') } : { items: page }
}
