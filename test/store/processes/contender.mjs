// Takes the lock again and again until killed or told to end, and proves each time that it is alone with it.
import { readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { labStore } from '../../../dist/src/cli/connect/lab-store.js'

const [, , folder, seed] = process.argv
let chosen = Number(seed)
const inside = join(folder, 'inside')
const store = labStore(folder)
const ending = new AbortController()
process.on('SIGTERM', () => ending.abort())

while (!ending.signal.aborted) {
  try {
    await store.exclusively(`contender ${process.pid}`, beAlone)
  } catch (thrown) {
    if (thrown.code !== 'locked') throw thrown
  }
  await pause(upTo(4))
}

async function beAlone() {
  try {
    writeFileSync(inside, String(process.pid), { flag: 'wx' })
  } catch {
    const other = Number(readFileSync(inside, 'utf8'))
    if (other !== 0 && isAlive(other)) writeSync(1, `together ${other}\n`)
    writeFileSync(inside, String(process.pid))
  }
  await pause(upTo(3))
  if (readFileSync(inside, 'utf8') !== String(process.pid)) writeSync(1, `intruded\n`)
  rmSync(inside)
  writeSync(1, 'alone\n')
}

/** Killed but not yet waited for by its parent is not alive. */
function isAlive(pid) {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Whole milliseconds, chosen by the seed (Lehmer's generator). */
function upTo(most) {
  chosen = (chosen * 48_271) % 2_147_483_647
  return chosen % (most + 1)
}
