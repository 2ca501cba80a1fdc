import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export const TEST_CACHE = join(tmpdir(), 'serverless-load-lab-test-cache')

/** A Python that has Locust and the function's libraries already, so that no command waits for a package index. Kept between runs. */
export async function crashPython(): Promise<string> {
  const folder = join(TEST_CACHE, 'crash-python')
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`
    await run('python3', ['-m', 'venv', draft])
    await run(join(draft, 'bin', 'python'), ['-m', 'pip', 'install', '-q', ...PACKAGES])
    await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return join(folder, 'bin', 'python')
}

const PACKAGES = ['locust>=2.43', 'boto3', 'pymysql']
const run = promisify(execFile)
