import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A zip of these files. */
export async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return await buffer(zip.outputStream)
}
