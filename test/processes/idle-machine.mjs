// Loaded with `node --import`: this program takes its machine for idle, whatever else runs there. For tests of what comes after
// two load tests that count, which on a machine seen to be busy they would not.
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'

let idle = 0
os.cpus = () => [{ model: '', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: ++idle, irq: 0 } }]
syncBuiltinESMExports()
