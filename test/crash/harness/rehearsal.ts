import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Place, runLab } from './place.js'

/** What a command with `--dry-run` changed in the lab's folder, but for `others` (paths that others write at the same time), or called that changes something. */
export async function rehearsalTouches(
  place: Place,
  command: readonly string[],
  others: RegExp | null = null,
): Promise<readonly string[]> {
  const isOurs = (path: string) => others?.test(path) !== true
  const before = await contentOf(place.lab, isOurs)
  place.proxy.expect(null)
  await runLab(place, [...command, '--dry-run'])
  const called = place.proxy.calls.filter(({ kind }) => kind === 'changes').map(({ name }) => name)
  const after = await contentOf(place.lab, isOurs)
  const touched = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
  return [...called, ...touched].map((what) => `--dry-run touched ${what}`)
}

/** Every file by its path, as the hash of its content. */
async function contentOf(
  folder: string,
  counts: (path: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const hashed = (await filesIn(folder, counts)).map(async ({ path, isLink }): Promise<[string, string]> => {
    const content = isLink ? await readlink(path) : await readFile(path)
    return [relative(folder, path), createHash('sha256').update(content).digest('hex')]
  })
  return new Map(await Promise.all(hashed))
}

/** Without looking into folders that do not count: there others delete at the same time. */
async function filesIn(
  root: string,
  counts: (path: string) => boolean,
  folder = root,
): Promise<readonly { readonly path: string; readonly isLink: boolean }[]> {
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : []
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    const name = relative(root, path)
    if (entry.isDirectory()) return counts(`${name}/`) ? await filesIn(root, counts, path) : []
    if (entry.isSocket() || entry.isFIFO() || !counts(name)) return []
    return [{ path, isLink: entry.isSymbolicLink() }]
  })
  return (await Promise.all(found)).flat()
}
