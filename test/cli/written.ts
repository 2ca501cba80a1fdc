import { stripVTControlCharacters } from 'node:util'

/** All that a stream has carried so far. */
export class Written {
  /** With escapes. */
  raw = ''
  private readonly watchers = new Set<() => void>()

  constructor(stream: NodeJS.ReadableStream) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      this.raw += text
      for (const look of this.watchers) look()
    })
  }

  get text(): string {
    return stripVTControlCharacters(this.raw)
  }

  /** Resolves when that text has been written; with `after`, when it comes after the last `after` that there is then. */
  async shows(text: string, after = ''): Promise<void> {
    await this.until(() => {
      const from = after === '' ? 0 : this.text.lastIndexOf(after)
      return (from !== -1 && this.text.includes(text, from + after.length)) || null
    })
  }

  /** Resolves with what matches once something does. */
  matches(pattern: RegExp): Promise<RegExpExecArray> {
    return this.until(() => pattern.exec(this.text))
  }

  private until<T>(find: () => T | null): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find()
        if (found === null) return
        this.watchers.delete(look)
        resolve(found)
      }
      this.watchers.add(look)
      look()
    })
  }
}
