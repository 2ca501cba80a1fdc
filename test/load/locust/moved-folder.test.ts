import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { childEnvironment } from '../../processes/child-environment.js'

const SERVICE = new URL('../../../src/load/locust/host/locust-service.sh', import.meta.url).pathname

/** Answers every question and takes every lock at once, and is a Locust that runs as long as it is let. */
const PYTHON = '#!/bin/sh\ncase "$*" in *locustfile.py*) while :; do sleep 0.05; done ;; esac\n'

test('Locust starts in a folder that was moved together with its Python', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-moved-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const [before, after] = [join(dir, 'before'), join(dir, 'after')]
  await mkdir(join(before, 'bin'), { recursive: true })
  await cp(SERVICE, join(before, 'locust-service.sh'))
  await writeFile(join(before, 'bin', 'python3'), PYTHON, { mode: 0o700 })
  await writeFile(join(before, 'python.path'), `${before}/bin/python3\n`)
  await rename(before, after)
  const env = childEnvironment({ PATH: `${after}/bin:${process.env['PATH']}` })
  const service = (...args: readonly string[]) =>
    promisify(execFile)('bash', [join(after, 'locust-service.sh'), ...args], { env })
  const { stdout } = await service('start', '1')
  await service('stop')
  expect(stdout).toMatch(/^running \d+\n$/)
})
