import * as v from 'valibot'
import type { LabState } from '../core/state.js'
import { readChecksum } from './checksum.js'
import { stateSchema } from './state-schema.js'

/** Bytes. A lab of six steps takes about 10 KB. */
export const LARGEST_STATE = 4 * 1024 * 1024
const DEEPEST = 64
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

export type ParsedState =
  | { readonly kind: 'state'; readonly state: LabState }
  /** Written by a later version of the lab. */
  | { readonly kind: 'newer'; readonly schema: number }
  /** `why` is for a person, in English, without the file's content. */
  | { readonly kind: 'damaged'; readonly why: string }

/** The file may have been edited, cut off or swapped by anyone: nothing of it is believed before it was checked. */
export function parseState(bytes: Uint8Array): ParsedState {
  if (bytes.byteLength > LARGEST_STATE) return damaged(`larger than ${LARGEST_STATE} bytes`)
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return damaged('not JSON in UTF-8')
  }
  const hostile = findHostile(content)
  if (hostile !== null) return damaged(hostile)
  const schema = v.safeParse(
    v.object({ schema: v.pipe(v.number(), v.safeInteger(), v.minValue(2)) }),
    content,
  )
  if (schema.success) return { kind: 'newer', schema: schema.output.schema }
  return parseContent(content)
}

function parseContent(file: unknown): ParsedState {
  const { content, checksum } = isObject(file) ? readChecksum(file) : { content: file, checksum: 'absent' }
  const parsed = v.safeParse(stateSchema, content)
  if (!parsed.success) {
    const [issue] = parsed.issues
    return damaged(`${v.getDotPath(issue) ?? 'the whole'}: not what a lab writes there`)
  }
  if (checksum === 'differs') return damaged('its checksum does not match')
  return { kind: 'state', state: parsed.output }
}

const isObject = (content: unknown): content is Readonly<Record<string, unknown>> =>
  typeof content === 'object' && content !== null && !Array.isArray(content)

const damaged = (why: string): ParsedState => ({ kind: 'damaged', why })

/** Walks without recursion, so that no depth overflows the stack, and before anything is looked up by name in the content. */
function findHostile(content: unknown): string | null {
  let level: unknown[] = [content]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return `nested more than ${DEEPEST} deep`
    const objects = level.filter((value) => typeof value === 'object' && value !== null)
    if (objects.some((object) => Object.keys(object).some((key) => FORBIDDEN.has(key)))) {
      return 'a name that no lab writes'
    }
    level = objects.flatMap((object) => Object.values(object))
  }
  return null
}
