import * as v from 'valibot'
import { ServiceError } from '../service.js'
import { Texts, Whole } from './input.js'
import type { Ec2State } from './state.js'
import { matchesWildcard } from './wildcard.js'

/** The members that every Describe operation takes. */
export const LISTING = {
  Filter: v.optional(v.array(v.strictObject({ Name: v.string(), Value: Texts })), []),
  MaxResults: v.optional(v.pipe(Whole, v.minValue(1), v.maxValue(1000))),
  NextToken: v.optional(v.string()),
}
const Listing = v.strictObject(LISTING)
export type Listing = v.InferOutput<typeof Listing>

/** What a resource is found by: its filters' names, each with the values that it has. */
export type Attributes = Readonly<Record<string, string | readonly string[] | null>>

export interface DescribePage<T> {
  readonly items: readonly T[]
  /** Absent on the last page. */
  readonly nextToken?: string
}

/** Those that are asked for by name; all where none is. */
export const named = <T>(names: readonly string[], all: readonly T[], nameOf: (one: T) => string): T[] =>
  all.filter((one) => names.length === 0 || names.includes(nameOf(one)))

/** The resources that every filter matches, a page of them where one is asked for. */
export function listed<T>(
  state: Ec2State,
  input: Listing,
  resources: readonly T[],
  idOf: (resource: T) => string,
  attributesOf: (resource: T) => Attributes,
): DescribePage<T> {
  const found = resources.filter((resource) => {
    const tags = state.tags[idOf(resource)] ?? {}
    const attributes = attributesOf(resource)
    return input.Filter.every(({ Name, Value }) => matches(valuesFor(Name, attributes, tags), Value))
  })
  return pageOf(found, input)
}

/** The same error as where there is a resource, for a list that may have none. */
export function refuseUnknownFilters({ Filter }: Listing, names: readonly string[]): void {
  const unknown = Filter.find(({ Name }) => !names.includes(Name) && !/^tag(:|-key$|-value$)/.test(Name))
  if (unknown !== undefined) throw invalidFilter(unknown.Name)
}

const invalidFilter = (name: string): ServiceError =>
  new ServiceError('InvalidParameterValue', `The filter '${name.slice(0, 100)}' is invalid`)

function pageOf<T>(found: readonly T[], { MaxResults, NextToken }: Listing): DescribePage<T> {
  const from = NextToken === undefined ? 0 : offsetIn(NextToken)
  const to = from + (MaxResults ?? found.length)
  const items = found.slice(from, to)
  return to < found.length ? { items, nextToken: Buffer.from(`from:${to}`).toString('base64') } : { items }
}

function valuesFor(
  filter: string,
  attributes: Attributes,
  tags: Readonly<Record<string, string>>,
): readonly string[] {
  if (filter.startsWith('tag:')) {
    const key = filter.slice('tag:'.length)
    return Object.hasOwn(tags, key) ? [tags[key] ?? ''] : []
  }
  if (filter === 'tag-key') return Object.keys(tags)
  if (filter === 'tag-value') return Object.values(tags)
  if (!Object.hasOwn(attributes, filter)) throw invalidFilter(filter)
  const values = attributes[filter] ?? []
  return typeof values === 'string' ? [values] : values
}

/** Any value matches any pattern. */
function matches(values: readonly string[], patterns: readonly string[]): boolean {
  return patterns.some((pattern) => values.some((value) => matchesWildcard(pattern, value)))
}

function offsetIn(token: string): number {
  const [, offset] = /^from:(\d{1,9})$/.exec(Buffer.from(token, 'base64').toString()) ?? []
  if (offset === undefined)
    throw new ServiceError('InvalidNextToken', `The token '${token.slice(0, 100)}' is invalid`)
  return Number(offset)
}
