import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openPersistence } from '../../../src/cloud/persistence/open-persistence.js'
import { temporaryFolder } from '../temporary.js'

const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url))

it('has every acknowledged change after a kill at any moment', async () => {
  const dir = await temporaryFolder()
  for (let round = 1; round <= 12; round += 1) {
    const acknowledged = await killedAfter(dir, round * 3)
    const persistence = await openPersistence(dir)
    const { last } = persistence.section('numbers', () => ({ last: 0 })).now
    expect(last).toBeGreaterThanOrEqual(acknowledged)
    expect(last).toBeLessThanOrEqual(acknowledged + 1)
  }
})

/** The last change that the writer said was saved before it was killed. */
async function killedAfter(dir: string, changes: number): Promise<number> {
  const writer = spawn(process.execPath, [WRITER, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(writer, 'exit')
  let seen = 0
  let last = 0
  for await (const line of createInterface({ input: writer.stdout })) {
    last = Number(line)
    seen += 1
    if (seen === changes) writer.kill('SIGKILL')
  }
  await ended
  return last
}
