import { execFileSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { labStore } from '../../src/cli/connect/lab-store.js'
import { readClaim } from '../../src/store/lock-file.js'
import { runningIn } from '../../src/cli/prices/running-costs.js'
import { temporaryFolder } from './temporary.js'

/** Where a pipe that nobody writes to has the name of one of the lab's own files, reading it must not wait for ever. */
test('a pipe in a lab’s folder keeps no command waiting', async () => {
  const dir = await temporaryFolder()
  await mkdir(join(dir, 'artifacts', 'runs'), { recursive: true, mode: 0o700 })
  for (const name of ['state.json', 'lock', 'artifacts/runs/load-test-1.json'])
    execFileSync('mkfifo', [join(dir, name)])
  expect(await runningIn(dir)).toBeNull()
  expect(await readClaim(join(dir, 'lock'))).toMatchObject({ kind: 'unreadable' })
  const folder = labStore(dir)
  await expect(folder.read()).rejects.toMatchObject({ code: 'state-unreadable' })
  expect(await folder.artifacts.read('runs/load-test-1.json')).toEqual(new Uint8Array())
})
