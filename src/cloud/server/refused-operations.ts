import operations from '../operations.json' with { type: 'json' }
import { routeFinder } from './rest-routes.js'

/** An operation of AWS's that the local cloud does not offer, and what to use instead. */
interface Refused {
  readonly operation: string
  readonly instead: string
}

type Row = { readonly keep: string } | { readonly remove: string; readonly route?: string }
const services: Readonly<Record<string, Readonly<Record<string, Row>>>> = operations

/** By the operation's name, in a service that the cloud has. */
export function refusedByName(signingName: string, operation: string): Refused | null {
  const rows = services[signingName] ?? {}
  const row = Object.hasOwn(rows, operation) ? rows[operation] : undefined
  return row !== undefined && 'remove' in row ? { operation, instead: row.remove } : null
}

/** By method, path and query, of a service whose operations are asked for so. */
export function refusedByRoute(
  signingName: string,
  {
    method,
    path,
    query,
  }: { readonly method: string; readonly path: string; readonly query: URLSearchParams },
): Refused | null {
  return finders[signingName]?.(method, path, query)?.route ?? null
}

const finders = Object.fromEntries(
  Object.entries(services).map(([signingName, rows]) => {
    const refused = Object.entries(rows).flatMap(([operation, row]) => {
      if (!('remove' in row) || row.route === undefined) return []
      const [method = '', path = ''] = row.route.split(' ')
      return [{ operation, instead: row.remove, method, path }]
    })
    return [signingName, routeFinder(refused)]
  }),
)
