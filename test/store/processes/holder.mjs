// Holds the lock until killed, and says so.
import { writeSync } from 'node:fs'
import { labStore } from '../../../dist/src/cli/connect/lab-store.js'

await labStore(process.argv[2]).exclusively('lab run --yes', () => {
  writeSync(1, 'held\n')
  return new Promise(() => setInterval(() => undefined, 1000))
})
