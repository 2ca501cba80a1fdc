/* Chooses the newest releases that `requirements.in` allows, for all systems at once: `npm run pins`. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PINNED } from './files.mjs'

const work = mkdtempSync(join(tmpdir(), 'lab-pins-'))
try {
  const [python, uv] = [join(work, 'bin', 'python'), join(work, 'bin', 'uv')]
  run('python3', '-I', '-m', 'venv', work)
  run(python, '-I', '-m', 'pip', 'install', '--quiet', 'uv>=0.9,<1')
  for (const folder of PINNED) {
    const lock = join(work, `pylock.${PINNED.indexOf(folder)}.toml`)
    // The hashes are PyPI's, whatever index this machine is set to.
    const from = ['--no-config', '--default-index', 'https://pypi.org/simple', '--format', 'pylock.toml']
    const what = ['--quiet', '--universal', '--python-version', '3.11', '--upgrade', '--output-file', lock]
    run(uv, 'pip', 'compile', ...what, ...from, join(folder, 'requirements.in'))
    const trimmed = run(python, '-I', fileURLToPath(new URL('requirements.py', import.meta.url)), lock)
    writeFileSync(join(folder, 'requirements.txt'), trimmed)
    console.log(`${folder}/requirements.txt`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

function run(command, ...args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(UV|PYTHON)/.test(name)))
  return execFileSync(command, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] })
}
