import { execFile } from 'node:child_process'
import { devNull } from 'node:os'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Whether this interpreter still starts. */
export async function runs(python: string): Promise<boolean> {
  return succeeds(python, ['-I', '-c', ''])
}

/** Whether pip would have nothing to install, asked without the network. */
export async function hasPackages(python: string, packages: readonly string[]): Promise<boolean> {
  const installedOnly = { ...process.env, PIP_CONFIG_FILE: devNull, PIP_FIND_LINKS: '' }
  return succeeds(python, ['-m', 'pip', 'install', '--dry-run', '--no-index', ...packages], installedOnly)
}

async function succeeds(command: string, args: readonly string[], env = process.env): Promise<boolean> {
  try {
    await execute(command, [...args], { env, timeout: 30_000 })
    return true
  } catch {
    return false
  }
}
