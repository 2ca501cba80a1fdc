import { XMLBuilder } from 'fast-xml-parser'
import type { Members, Value } from '../service.js'

/** How a protocol writes lists and names its documents. */
export interface XmlStyle {
  readonly item: 'item' | 'member'
  readonly namespace?: string
}

/** One XML document; a list becomes elements called `item` inside its own. */
export function xmlDocument(root: string, members: Members, { item, namespace }: XmlStyle): string {
  const attributes = namespace === undefined ? {} : { '@_xmlns': namespace }
  const content = builder.build({ [root]: { ...attributes, ...structure(members, item) } })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content}`
}

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true })

type Element = string | Element[] | { readonly [name: string]: Element }

const structure = (members: Members, item: string): Record<string, Element> =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) =>
      member === undefined || member === null ? [] : [[name, element(member, item)]],
    ),
  )

function element(value: Value, item: string): Element {
  if (value === null) return ''
  if (typeof value === 'string') return value.replaceAll(NOT_XML, '\uFFFD')
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return { [item]: value.map((one: Value) => element(one, item)) }
  return structure(Object.fromEntries(Object.entries(value)), item)
}

/** Characters that no XML document may hold, escaped or not: control characters except tab and line ends. */
const NOT_XML = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu
