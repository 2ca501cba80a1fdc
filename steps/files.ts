import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file that a step deploys, as text: `04-code-optimization/lambda_function.py`. It lies beside the step's source, not in `dist`. */
export async function stepFile(path: string): Promise<string> {
  return readFile(stepPath(path), 'utf8')
}

/** Where such a file lies. */
export function stepPath(path: string): string {
  return join(packageRoot(), 'steps', path)
}

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
