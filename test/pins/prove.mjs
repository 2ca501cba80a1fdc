/* Whether pip finds every pinned file for each system that the lab runs on: `npm run test:pins`. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PINNED } from './files.mjs'

/** All platforms' tags that a pip on such a system takes, newest first. */
const linux = (machine) =>
  [28, 27, 26, 24, 17, 12, 5]
    .map((glibc) => `manylinux_2_${glibc}_${machine}`)
    .concat(`manylinux2014_${machine}`)
const SYSTEMS = [
  { system: 'Linux x86-64', platform: 'linux', machine: 'x86_64', tags: linux('x86_64') },
  { system: 'Linux arm64', platform: 'linux', machine: 'aarch64', tags: linux('aarch64') },
  { system: 'macOS x86-64', platform: 'darwin', machine: 'x86_64', tags: ['macosx_14_0_x86_64'] },
  { system: 'macOS arm64', platform: 'darwin', machine: 'arm64', tags: ['macosx_14_0_arm64'] },
]
const PYTHONS = ['3.11', '3.12', '3.13', '3.14']

const work = mkdtempSync(join(tmpdir(), 'lab-pins-'))
// What this machine is set to may hold files of its own making, whose hashes are others.
const env = { ...process.env, PIP_CONFIG_FILE: devNull, PIP_FIND_LINKS: '', PIP_NO_INDEX: '' }
let failed = 0
try {
  for (const each of SYSTEMS)
    for (const python of PYTHONS) for (const folder of PINNED) prove(each, python, folder)
} finally {
  rmSync(work, { recursive: true, force: true })
}
if (failed > 0) {
  console.error(`${failed} failed.`)
  process.exitCode = 1
}

function prove({ system, platform, machine, tags }, python, folder) {
  const into = join(work, 'wheels')
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into)
  const pip = ['-I', '-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--dest', into]
  const checked = [
    '--require-hashes',
    '--only-binary=:all:',
    '--implementation=cp',
    `--python-version=${python}`,
  ]
  const platforms = tags.map((tag) => `--platform=${tag}`)
  const program = fileURLToPath(new URL('applying.py', import.meta.url))
  const applying = ['-I', program, join(folder, 'requirements.txt'), platform, machine, python]
  const requirements = join(work, 'requirements.txt')
  writeFileSync(requirements, execFileSync('python3', applying, { encoding: 'utf8' }))
  const pinned = ['--no-deps', '--requirement', requirements]
  const { status } = spawnSync('python3', [...pip, ...checked, ...platforms, ...pinned], {
    env,
    stdio: 'inherit',
  })
  if (status !== 0) failed += 1
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${system}, Python ${python}: ${folder}`)
}
