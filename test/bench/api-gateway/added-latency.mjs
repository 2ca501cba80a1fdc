import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findPython } from '../../../dist/src/cloud/python/python.js'
import { startOurCloud } from '../contenders/our-cloud.mjs'
import { load } from '../load.mjs'
import { holds } from '../table.mjs'

const MOST_ADDED_MS = 0.5

/** What the way through API Gateway and Lambda adds at one connection to calling the handler in its own process. */
export async function addedLatency() {
  const lab = await startOurCloud()
  try {
    await load(lab.url, { connections: 1, seconds: 2 })
    const { medianMs } = await load(lab.url, { connections: 1, seconds: 5 })
    const directMs = await direct()
    const addedMs = medianMs - directMs
    return {
      title: 'Added latency at one connection, milliseconds (medians)',
      columns: ['', 'through the lab', 'handler alone', `added (at most ${MOST_ADDED_MS})`, 'holds'],
      rows: [
        [
          'GET /',
          medianMs.toFixed(3),
          directMs.toFixed(4),
          addedMs.toFixed(3),
          holds(addedMs <= MOST_ADDED_MS),
        ],
      ],
    }
  } finally {
    await lab.stop()
  }
}

const PROGRAM = `
import statistics, sys, time
sys.path.insert(0, sys.argv[1])
from handler import lambda_handler
times = []
for _ in range(20000):
    before = time.perf_counter()
    lambda_handler({}, None)
    times.append(time.perf_counter() - before)
print(statistics.median(times) * 1000)
`

async function direct() {
  const { executable } = await findPython()
  const folder = fileURLToPath(new URL('../contenders', import.meta.url))
  const { stdout } = await promisify(execFile)(executable, ['-c', PROGRAM, folder])
  return Number(stdout)
}
