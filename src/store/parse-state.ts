import * as v from 'valibot'
import type { ResourceFacts } from '../core/resource.js'
import type { LabState } from '../core/state.js'
import type { Text } from '../system/text.js'
import { readChecksum } from './checksum.js'
import { stateSchema } from './state-schema.js'

/** Bytes. A lab of six steps takes about 10 KB. */
export const LARGEST_STATE = 4 * 1024 * 1024
const DEEPEST = 64
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

export type ParsedState =
  | { readonly kind: 'state'; readonly state: LabState }
  /** Written by a later version of the lab. */
  | { readonly kind: 'newer'; readonly why: Text }
  /** `why` is for a person, in English, without the file's content. */
  | { readonly kind: 'damaged'; readonly why: string }

/**
 * The file may have been edited, cut off or swapped by anyone: nothing of it is believed before it was checked. `resources`: the types that
 * its rows can be of.
 */
export function parseState(bytes: Uint8Array, resources: readonly ResourceFacts[]): ParsedState {
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
  if (schema.success) return { kind: 'newer', why: otherSchema(schema.output.schema) }
  return parseContent(content, resources)
}

function parseContent(file: unknown, resources: readonly ResourceFacts[]): ParsedState {
  const { content, checksum } = isObject(file) ? readChecksum(file) : { content: file, checksum: 'absent' }
  const parsed = v.safeParse(stateSchema, content)
  if (!parsed.success) {
    const [issue] = parsed.issues
    return damaged(`${v.getDotPath(issue) ?? 'the whole'}: not what a lab writes there`)
  }
  if (checksum === 'differs') return damaged('its checksum does not match')
  return judgedRows(parsed.output, resources)
}

/** Each row by its own type: what a newer version made, this one could not undo. */
function judgedRows(state: LabState, resources: readonly ResourceFacts[]): ParsedState {
  const known = new Map(resources.map((resource) => [resource.type, resource]))
  const stranger = state.rows.find(({ type }) => !known.has(type))
  if (stranger !== undefined) return { kind: 'newer', why: unknownType(stranger.type) }
  const odd = state.rows.findIndex(({ type, intent }) => known.get(type)?.acceptsIntent(intent) === false)
  return odd < 0 ? { kind: 'state', state } : damaged(`rows.${odd}.intent: not what a lab writes there`)
}

const otherSchema = (schema: number): Text => ({
  en: `It has schema ${schema}; this version reads only schema 1.`,
  ko: `파일의 스키마는 ${schema}이고, 이 버전은 스키마 1만 읽을 수 있습니다.`,
})

const unknownType = (type: string): Text => ({
  en: `It lists a resource of the type ${type}, which this version does not know and could not undo.`,
  ko: `이 버전이 모르는 리소스 유형(${type})이 기록되어 있어, 이 버전으로는 되돌릴 수 없습니다.`,
})

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
