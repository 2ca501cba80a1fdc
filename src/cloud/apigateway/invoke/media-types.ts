// Whether a media type is one of an API's binary ones: a type, a family such as image with a star, or two stars for all.
export class MediaTypes {
  readonly #exact: ReadonlySet<string>
  readonly #families: readonly string[]
  readonly #all: boolean

  constructor(types: readonly string[]) {
    const lower = types.map((type) => type.toLowerCase())
    this.#exact = new Set(lower)
    this.#families = lower.filter((type) => type.endsWith('/*')).map((type) => type.slice(0, -1))
    this.#all = this.#exact.has('*/*')
  }

  /** `header` is a Content-Type, or an Accept, of which the first type decides. */
  includes(header: string | undefined): boolean {
    if (this.#all) return true
    if (this.#exact.size === 0 || header === undefined) return false
    const type = (header.split(/[,;]/, 1)[0] ?? '').trim().toLowerCase()
    return this.#exact.has(type) || this.#families.some((family) => type.startsWith(family))
  }
}
