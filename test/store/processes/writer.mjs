// Saves one state after another until killed, and prints each serial once it was acknowledged.
import { writeSync } from 'node:fs'
import { labStore } from '../../../dist/src/cli/connect/lab-store.js'

const store = labStore(process.argv[2])
let state = JSON.parse(process.argv[3])
for (;;) {
  state = { ...state, serial: state.serial + 1 }
  await store.save(state)
  writeSync(1, `${state.serial}\n`)
}
