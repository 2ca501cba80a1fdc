import * as v from 'valibot'

/** The members with which every List operation of IAM is paged. */
export const PAGING = {
  MaxItems: v.optional(
    v.pipe(v.string(), v.regex(/^([1-9]\d{0,2}|1000)$/, 'Member must be between 1 and 1000')),
    '100',
  ),
  Marker: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/)), '0'),
}

export interface ListPage<T> {
  readonly items: readonly T[]
  readonly IsTruncated: boolean
  readonly Marker?: string
}

export function listPage<T>(
  found: readonly T[],
  { MaxItems, Marker }: { readonly MaxItems: string; readonly Marker: string },
): ListPage<T> {
  const [from, to] = [Number(Marker), Number(Marker) + Number(MaxItems)]
  const items = found.slice(from, to)
  return to < found.length ? { items, IsTruncated: true, Marker: String(to) } : { items, IsTruncated: false }
}
