import type { EntryFault } from './refused-package.js'

/** An entry's place in the package: parts joined by `/`, none of them empty, `.` or `..`. */
export type EntryPath =
  | { readonly kind: 'file' | 'folder'; readonly path: string }
  /** The package's own folder. */
  | { readonly kind: 'root' }
  | { readonly kind: 'refused'; readonly fault: EntryFault }

/** Bytes of a path and of one of its parts; systems take parts of 255. */
const LONGEST_PATH = 1_024
const LONGEST_PART = 255

/**
 * Judges a package's names one after another: each has to lead into the package, and to a place of its own on every system, also
 * where upper and lower case, or two spellings of an accented letter, are the same name.
 */
export class EntryNames {
  /** By what a system without cases would call them. */
  readonly #taken = new Map<string, { readonly kind: 'file' | 'folder'; readonly path: string }>()

  add(name: string): EntryPath {
    const fault = faultIn(name)
    if (fault !== null) return { kind: 'refused', fault }
    const parts = name.split('/').filter((part) => part !== '' && part !== '.')
    const kind = /(^|\/)\.?$/.test(name) ? 'folder' : 'file'
    if (parts.length === 0) return kind === 'folder' && name !== '' ? { kind: 'root' } : NO_NAME
    if (parts.some((part) => Buffer.byteLength(part) > LONGEST_PART)) return TOO_LONG
    return this.#place(parts, kind)
  }

  #place(parts: readonly string[], kind: 'file' | 'folder'): EntryPath {
    for (let length = 1; length < parts.length; length += 1) {
      if (!this.#folder(parts.slice(0, length).join('/'))) return COLLIDES
    }
    const path = parts.join('/')
    if (kind === 'folder') return this.#folder(path) ? { kind, path } : COLLIDES
    const known = this.#taken.get(keyOf(path))
    if (known !== undefined) return known.kind === 'file' && known.path === path ? TWICE : COLLIDES
    this.#taken.set(keyOf(path), { kind, path })
    return { kind, path }
  }

  /** A folder may be named again and again, in one spelling. */
  #folder(path: string): boolean {
    const known = this.#taken.get(keyOf(path))
    if (known === undefined) this.#taken.set(keyOf(path), { kind: 'folder', path })
    return known === undefined || (known.kind === 'folder' && known.path === path)
  }
}

function faultIn(name: string): EntryFault | null {
  if (/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name)) return 'control-character'
  if (name.includes('\\')) return 'backslash'
  if (/^(\/|[A-Za-z]:)/.test(name) || name.split('/').includes('..')) return 'leads-out'
  return Buffer.byteLength(name) > LONGEST_PATH ? 'too-long' : null
}

const keyOf = (path: string): string => path.normalize('NFC').toLowerCase()

const refused = (fault: EntryFault): EntryPath => ({ kind: 'refused', fault })
const NO_NAME = refused('no-name')
const TOO_LONG = refused('too-long')
const COLLIDES = refused('collides')
const TWICE = refused('twice')
