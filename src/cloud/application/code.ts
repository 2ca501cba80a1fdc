import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { ZipFile } from 'yazl'
import type { Database } from '../mysql/database.js'

/** The function's file as Module 3 deploys it, its constants filled in for this cloud: a zip of the same bytes each time. */
export async function originalCode(database: Database, region: string, secretName: string): Promise<Buffer> {
  const source = await readFile(sourceFile(), 'utf8')
  const constants = {
    RDS_PROXY_HOST: database.host,
    RDS_PROXY_PORT: database.port,
    SECRET_NAME: secretName,
    REGION_NAME: region,
    DB_NAME: database.schema,
  }
  const filled = Object.entries(constants).reduce(
    (text, [name, value]) =>
      text.replace(new RegExp(`^${name} = .*$`, 'm'), () => `${name} = ${JSON.stringify(value)}`),
    source,
  )
  return zipped('lambda_function.py', filled)
}

async function zipped(name: string, text: string): Promise<Buffer> {
  const zip = new ZipFile()
  // The oldest time that the format knows, and no other, so that the same text is the same zip.
  const mtime = new Date(1980, 0, 1)
  zip.addBuffer(Buffer.from(text), name, { mtime, forceDosTimestamp: true, mode: 0o100644 })
  zip.end()
  return buffer(zip.outputStream)
}

/** Python files stay in the source folder, which the package ships beside what it builds. */
function sourceFile(): string {
  let root = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  return join(root, 'src', 'cloud', 'application', 'lambda_function.py')
}
