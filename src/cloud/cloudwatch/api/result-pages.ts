import * as v from 'valibot'
import { ServiceError } from '../../service.js'

export type Point = readonly [second: number, value: number]

interface Result {
  readonly id: string
  readonly label: string
  readonly points: readonly Point[]
}

export interface ResultPage {
  readonly results: readonly (Result & { readonly complete: boolean })[]
  readonly next: string | null
}

/** Where the page before ended: after this second of this result. By time, so that points which came meanwhile shift nothing. */
const Token = v.object({ digest: v.string(), id: v.string(), after: v.nullable(v.number()) })

/**
 * One page of at most `most` points over all results, in their order. A result that has more to come is not complete; one
 * that was finished on an earlier page is left out. `digest` names the request: a token of another one is refused.
 */
export function resultPage(
  results: readonly Result[],
  { digest, most, token }: { digest: string; most: number; token: string | null },
): ResultPage {
  const from = token === null ? null : readToken(token)
  const first = from === null ? 0 : results.findIndex(({ id }) => id === from.id)
  if (first < 0 || (from !== null && from.digest !== digest)) throw invalidToken()
  let left = most
  let next: string | null = null
  const page = results.slice(first).map((result) => {
    const rest = from?.id === result.id ? pointsAfter(result.points, from.after) : result.points
    const points = rest.slice(0, left)
    left -= points.length
    const complete = points.length === rest.length
    if (!complete && next === null) {
      next = writeToken({ digest, id: result.id, after: points.at(-1)?.[0] ?? null })
    }
    return { ...result, points, complete }
  })
  return { results: page, next }
}

function pointsAfter(points: readonly Point[], after: number | null): readonly Point[] {
  if (after === null) return points
  const ascending = (points[0]?.[0] ?? 0) <= (points.at(-1)?.[0] ?? 0)
  return points.filter(([second]) => (ascending ? second > after : second < after))
}

function writeToken(token: v.InferOutput<typeof Token>): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

function readToken(text: string): v.InferOutput<typeof Token> {
  try {
    return v.parse(Token, JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw invalidToken()
  }
}

function invalidToken(): ServiceError {
  return new ServiceError('InvalidNextToken', 'The value for parameter NextToken is invalid.')
}
