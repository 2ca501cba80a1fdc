import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { GeneratorHost, HostCommand } from '../../../src/load/generator-host.js'
import { hostFiles, writing } from '../../../src/load/host-files.js'
import { locustService } from '../../../src/load/locust/service.js'

const run = promisify(execFile)
let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab-host-'))
})
afterEach(() => rm(home, { recursive: true }))

it('is stopped where it was never installed, also beside the files of another engine', async () => {
  await locustService.stop(shell())
  await mkdir(join(home, 'serverless-load-lab', 'another'), { recursive: true })
  await locustService.stop(shell())
  expect(await locustService.status(shell())).toBe('stopped')
})

it('puts every file of its folder on the machine as it is', async () => {
  const files = await hostFiles('locust')
  await run('bash', ['-c', writing(files).join('\n')], { cwd: home })
  expect(await readdir(home)).toEqual(files.map(({ name }) => name))
  for (const { name, content } of files) expect(await readFile(join(home, name), 'utf8')).toBe(content)
  expect(files.map(({ name }) => name)).toContain('locust-service.sh')
})

/** This machine with another home. */
function shell(): GeneratorHost {
  const bash = ({ lines }: HostCommand) =>
    run('bash', ['-c', lines.join('\n')], { env: { ...process.env, HOME: home } })
  return {
    run: async (command) => (await bash(command)).stdout,
    exitCodeOf: (command) =>
      bash(command).then(
        () => 0,
        () => 1,
      ),
  }
}
