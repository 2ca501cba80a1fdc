import { holds } from '../table.mjs'
import { startLambda } from './local-lambda.mjs'

const MEMORY_MB = 512
const MB_OF_ONE_PROCESSOR = 1_769
const TOLERANCE = 0.1

/** How exactly the processor follows the memory, over a second of processor time, by what spends it. */
export async function processorShare() {
  const lab = await startLambda()
  try {
    await lab.deploy('burning', SOURCE, { MemorySize: MEMORY_MB })
    const rows = []
    for (const kind of ['python', 'hashlib', 'zlib', 'json', 'threads']) {
      const { answer: used, log } = await lab.invoke('burning', { kind })
      const wantedMs = (used * 1_000 * MB_OF_ONE_PROCESSOR) / MEMORY_MB
      const durationMs = Number(/Duration: ([\d.]+) ms/.exec(log)[1])
      const ratio = durationMs / wantedMs
      rows.push([
        kind,
        (used * 1_000).toFixed(0),
        wantedMs.toFixed(0),
        durationMs.toFixed(0),
        ratio.toFixed(3),
        holds(Math.abs(ratio - 1) <= TOLERANCE),
      ])
    }
    return {
      title: `Processor at ${MEMORY_MB} MB: ${MEMORY_MB}/${MB_OF_ONE_PROCESSOR} of a core, over a second of processor time`,
      columns: ['spent in', 'used, ms', 'should take, ms', 'took, ms', `ratio (1 ± ${TOLERANCE})`, 'holds'],
      rows,
    }
  } finally {
    await lab.stop()
  }
}

const SOURCE = `
import hashlib, json, threading, time, zlib
text = b"0123456789abcdef" * 500_000
numbers = list(range(300_000))
def spin(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end: pass
def lambda_handler(event, context):
    work = {
        "python": lambda: spin(0.01),
        "hashlib": lambda: hashlib.sha512(text).digest(),
        "zlib": lambda: zlib.compress(text, 6),
        "json": lambda: json.loads(json.dumps(numbers)),
        "threads": threads,
    }[event["kind"]]
    before = time.process_time()
    while time.process_time() - before < 1: work()
    return time.process_time() - before
def threads():
    some = [threading.Thread(target=spin, args=(0.02,)) for _ in range(3)]
    for thread in some: thread.start()
    for thread in some: thread.join()
`
