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

  /** Resolves when that text has been written. */
  async shows(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!this.text.includes(text)) return
        this.watchers.delete(look)
        resolve()
      }
      this.watchers.add(look)
      look()
    })
  }
}
