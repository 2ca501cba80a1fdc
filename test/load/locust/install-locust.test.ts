import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { childEnvironment } from '../../processes/child-environment.js'

const SCRIPT = new URL('../../../src/load/locust/host/install-locust.sh', import.meta.url).pathname

/** A machine of which only the programs are here: small ones that say what they were asked. */
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-install-'))
  await copyFile(SCRIPT, join(dir, 'install-locust.sh'))
  return () => rm(dir, { recursive: true })
})

describe('the installation on Amazon Linux 2023', () => {
  it('brings a Python that Locust still supports, beside the system’s own', async () => {
    await program('python3', 'exit 1 # 3.9: too old')
    await program('id', 'echo 0')
    await program('dnf', `echo "dnf $*" >>"${dir}/asked"; /bin/ln -sf "${dir}/newer" "${dir}/python3.11"`)
    // Locust is not there yet.
    await program('newer', `echo "python3.11 $*" >>"${dir}/asked"; [[ $* != *--dry-run* ]]`)
    for (const tool of ['dirname', 'cat']) await program(tool, `PATH=/usr/bin:/bin exec ${tool} "$@"`)
    await promisify(execFile)('/bin/bash', [join(dir, 'install-locust.sh')], {
      env: childEnvironment({ PATH: dir, HOME: dir }),
    })
    const asked = await readFile(join(dir, 'asked'), 'utf8')
    expect(asked).toContain('dnf install -y -q python3.11 python3.11-pip')
    expect(asked).toMatch(
      /^python3\.11 -I -m pip .*install --require-hashes --only-binary :all: -r requirements\.txt$/m,
    )
    expect(asked).toMatch(/python3\.11 -I -m locust -V/)
    expect(await readFile(join(dir, 'python.path'), 'utf8')).toBe(`${dir}/python3.11\n`)
  })
})

async function program(name: string, body: string): Promise<void> {
  await writeFile(join(dir, name), `#!/bin/bash\n${body}\n`)
  await chmod(join(dir, name), 0o700)
}
