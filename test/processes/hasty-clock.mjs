// Loaded with `node --import`: this program waits a hundredth of its long waits. For tests of what becomes of one that is kept waiting.
import { promisify } from 'node:util'

const wait = globalThis.setTimeout
const LONG_MS = 30_000

const hasty = (work, ms, ...rest) => wait(work, ms >= LONG_MS ? ms / 100 : ms, ...rest)
globalThis.setTimeout = Object.assign(hasty, { [promisify.custom]: wait[promisify.custom] })
