/** Files that a lab keeps, in its folder's `artifacts/`. Names are relative, with `/`, and cannot leave the folder. */
export interface Artifacts {
  /** Writes whole or not at all. */
  write(name: string, content: string | Uint8Array): Promise<void>
  /** null: there is none of that name. */
  read(name: string): Promise<Uint8Array | null>
  /** The absolute path, for showing to a person. */
  path(name: string): string
}
