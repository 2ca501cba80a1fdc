import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Files } from '../../../src/aws/functions/zip.js'

/** Works in a folder of its own that has the package's files, and a second one for what its code writes; both are gone afterwards. */
export async function withUnpacked<Result>(
  files: Files,
  work: (folders: { readonly package: string; readonly temporary: string }) => Promise<Result>,
): Promise<Result> {
  const base = await mkdtemp(join(tmpdir(), 'lab-handler-'))
  const folders = { package: join(base, 'task'), temporary: join(base, 'tmp') }
  try {
    await mkdir(folders.package)
    await mkdir(folders.temporary)
    for (const [path, { content, mode }] of files) {
      const file = join(folders.package, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
      await chmod(file, mode | 0o600)
    }
    return await work(folders)
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}
