import type { Text } from '../../system/text.js'

/** Text that is HTML already. Anything else that goes into `markup` is escaped. */
export class Markup {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

type Part = string | number | Markup | readonly Markup[]

/** A template whose values are escaped, in text as in quoted attributes. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + written(values[index])).join(''))
}

/** A text in both languages; the page shows one of them. */
export function both({ en, ko }: Text): Markup {
  if (en === ko) return withCommands(en)
  return markup`<span lang="en">${withCommands(en)}</span><span lang="ko">${withCommands(ko)}</span>`
}

/** What is to be typed stands between backticks, as in a terminal. */
function withCommands(text: string): Markup {
  const parts = text.split(/`([^`]+)`/)
  return markup`${parts.map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`))}`
}

function written(value: Part | undefined): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return value.html
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return value.map(({ html }) => html).join('')
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** JSON for a script element: no character in it can end the element, or a line of JavaScript. */
export function scriptJson(value: unknown): Markup {
  const json = JSON.stringify(value)
  return new Markup(
    json.replaceAll(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )
}
