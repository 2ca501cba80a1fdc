import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file that an engine puts on its machine, as text. */
export interface HostFile {
  readonly name: string
  readonly content: string
}

/** All files of `src/load/ENGINE/host`. They lie beside the engine's source, not in `dist`. */
export async function hostFiles(engineId: string): Promise<readonly HostFile[]> {
  const folder = hostFolder(engineId)
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).toSorted()
  return Promise.all(
    names.map(async (name) => ({ name, content: await readFile(join(folder, name), 'utf8') })),
  )
}

/** Where they lie. */
export function hostFolder(engineId: string): string {
  let root = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  return join(root, 'src', 'load', engineId, 'host')
}

const END = 'END_OF_FILE_OF_THE_LAB'

/** Lines of a shell script that write the files into the current folder, each of them whole or not at all. */
export function writing(files: readonly HostFile[]): readonly string[] {
  return files.flatMap(({ name, content }) => [
    `cat >'${name}.new' <<'${END}'`,
    ...content.trimEnd().split('\n'),
    END,
    `mv '${name}.new' '${name}'`,
  ])
}
