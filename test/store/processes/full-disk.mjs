// Saves a state that fits, then one that does not, then tries on a disk that is read-only; prints what came of each.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { labStore } from '../../../dist/src/cli/connect/lab-store.js'

const [disk, text] = process.argv.slice(2)
const store = labStore(join(disk, '.lab'))
const state = JSON.parse(text)
const tell = async (promise) =>
  console.log(
    await promise.then(
      () => 'saved',
      (thrown) => thrown.code,
    ),
  )

await tell(store.save(state))
await tell(store.save({ ...state, serial: 100, records: { environment: { large: 'x'.repeat(100_000) } } }))
execFileSync('mount', ['-o', 'remount,bind,ro', disk])
await tell(store.save({ ...state, serial: 101 }))
await tell(store.exclusively('lab next', async () => undefined))
console.log((await store.read()).serial)
