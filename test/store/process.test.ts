import { chmod, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { processStart } from '../../src/cloud/process/process-start.js'
import { livenessOf, processStartOf } from '../../src/store/process.js'
import { temporaryFolder } from './temporary.js'

test('a process is the same one in two terminals of different time zones and languages, where ps tells its start', async () => {
  await onMacOs()
  const told: (string | null)[] = []
  for (const terminal of [
    { TZ: 'Asia/Seoul', LC_ALL: 'ko_KR.UTF-8' },
    { TZ: 'America/New_York', LC_ALL: 'C' },
  ]) {
    Object.assign(process.env, terminal)
    told.push(processStartOf(process.pid), await processStart(process.pid))
  }
  expect(new Set(told)).toEqual(new Set(['Tue Nov 14 22:13:20 2023']))
  expect(livenessOf(process.pid, told[0] ?? null)).toBe('alive')
})

/** A `ps` that tells the start of every process as the one of macOS does: in the zone of its environment. */
async function onMacOs(): Promise<void> {
  const folder = await temporaryFolder()
  const ps = join(folder, 'ps')
  await writeFile(ps, `#!/bin/sh\necho "S    $(date -d @1700000000 '+%a %b %e %T %Y')"\n`)
  await chmod(ps, 0o700)
  const { env, platform } = process
  process.env = { ...env, PATH: `${folder}${delimiter}${env['PATH']}` }
  Object.defineProperty(process, 'platform', { value: 'darwin' })
  onTestFinished(() => {
    process.env = env
    Object.defineProperty(process, 'platform', { value: platform })
  })
}
