import * as v from 'valibot'
import { excerptOf, membersIn, NotTheService, requestIdIn } from './answer-of-aws.js'
import type { FailedCall } from './failed-call.js'

/**
 * Throws NotTheService where nothing shows that a success is AWS's: the SDK drops what it does not know, so that any program's JSON
 * would read as a list of nothing, and an empty answer as a change that was made. AWS gives every answer a request id; from a server
 * that stands in for it and gives none, an answer is taken that tells something, and nothing that the call does not know.
 */
export function requireSaidByAws(answered: unknown, call: FailedCall): void {
  const read = v.safeParse(ANSWER, answered)
  if (!read.success) return
  const { output, response } = read.output
  if (requestIdIn(response.headers) !== undefined) return
  const text = new TextDecoder().decode(response.body)
  // XML says which call it answers; an invoke is answered by the function.
  if (text.trimStart().startsWith('<') || call.operation === 'Invoke') return
  const told = given(membersIn(text))
  const known = PASSES_ALL_ON.has(call.service) ? 0 : given(output)
  if (told === 0 || known < told)
    throw new NotTheService(`HTTP ${response.statusCode}, without a request id: ${excerptOf(text)}`)
}

/** Its client is an old one, and drops nothing. */
const PASSES_ALL_ON: ReadonlySet<string> = new Set(['Cloud9'])

const given = (members: Readonly<Record<string, unknown>>): number =>
  Object.entries(members).filter(
    ([name, value]) => !NOT_TOLD.has(name) && value !== undefined && value !== null,
  ).length

/** The SDK's own notes, and what any answer of HTTP has. */
const NOT_TOLD: ReadonlySet<string> = new Set(['$metadata', 'StatusCode'])

/** What the SDK read, and what it read it from. */
const ANSWER = v.object({
  output: v.record(v.string(), v.unknown()),
  response: v.object({
    statusCode: v.number(),
    headers: v.record(v.string(), v.string()),
    body: v.instance(Uint8Array),
  }),
})
