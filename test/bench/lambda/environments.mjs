import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { holds } from '../table.mjs'
import { startLambda } from './local-lambda.mjs'

const LIVE = 1_000
const MOST_GIB = 4
const MOST_SECONDS = 10
const MOST_OF_PYTHON = 1 / 20

/** What execution environments cost: to start one, and to have a thousand that are all busy. */
export async function environments() {
  const lab = await startLambda()
  try {
    await lab.deploy('importing', SOURCE, { MemorySize: 1_769 })
    const starts = await startCost(lab)
    const alive = await liveAtOnce(lab)
    return {
      title: 'Execution environments of a function with boto3 and pymysql imported',
      columns: ['', 'measured', 'at most', 'holds'],
      rows: [
        ['starting python3 and importing the same, ms', starts.pythonMs.toFixed(0), '', ''],
        [
          'starting an environment, ms',
          starts.environmentMs.toFixed(1),
          (starts.pythonMs * MOST_OF_PYTHON).toFixed(1),
          holds(starts.environmentMs <= starts.pythonMs * MOST_OF_PYTHON),
        ],
        [`${LIVE} busy at once, GiB (PSS)`, alive.gib.toFixed(2), MOST_GIB, holds(alive.gib <= MOST_GIB)],
        [
          'the last one serves after, s',
          alive.lastSeconds.toFixed(1),
          MOST_SECONDS,
          holds(alive.lastSeconds <= MOST_SECONDS),
        ],
      ],
    }
  } finally {
    await lab.stop()
  }
}

const SOURCE = `
import boto3, os, pymysql, time
def lambda_handler(event, context):
    began = time.time()
    time.sleep(event.get("seconds", 0))
    return {"began": began, "pid": os.getpid()}
`

/** The quickest of starts that take turns: whatever else the machine does can only add. An environment's has its first invoke. */
async function startCost(lab) {
  const [python, environment] = [[], []]
  for (let round = 0; round < 15; round += 1) {
    let began = performance.now()
    await promisify(execFile)(lab.python, ['-c', 'import boto3, pymysql'])
    python.push(performance.now() - began)
    // A function of its own has no environment yet.
    const name = `importing-${round}`
    await lab.deploy(name, SOURCE, { MemorySize: 1_769 })
    began = performance.now()
    await lab.invoke(name)
    environment.push(performance.now() - began)
  }
  return { pythonMs: Math.min(...python), environmentMs: Math.min(...environment) }
}

async function liveAtOnce(lab) {
  const firstRequest = Date.now() / 1_000
  const invokes = Array.from({ length: LIVE }, async () => lab.invoke('importing', { seconds: 20 }))
  // Read while all of them sleep.
  await new Promise((resolve) => setTimeout(resolve, 14_000))
  const gib = await proportionalGib(process.pid)
  const answers = await Promise.all(invokes)
  const pids = new Set(answers.map(({ answer }) => answer.pid))
  if (pids.size !== LIVE) throw new Error(`Only ${pids.size} environments for ${LIVE} invokes`)
  return { gib, lastSeconds: Math.max(...answers.map(({ answer }) => answer.began)) - firstRequest }
}

/** The proportional set size of everything below a process: shared memory counted once. */
async function proportionalGib(root) {
  const parents = new Map()
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const isBelow = (pid) => parents.has(pid) && (parents.get(pid) === root || isBelow(parents.get(pid)))
  let kib = 0
  for (const pid of [...parents.keys()].filter((pid) => pid !== root && isBelow(pid))) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    kib += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
  }
  return kib / 2 ** 20
}
