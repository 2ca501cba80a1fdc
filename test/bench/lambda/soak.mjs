import { holds, thousands } from '../table.mjs'
import { startLambda } from './local-lambda.mjs'

const INVOKES = 1_000_000
const CALLERS = 50
const MOST_GROWTH_MB = 30
const MOST_SLOWER = 1.2

/** A million invokes: does the local cloud's memory stay flat, and its latency as it was? Metrics and logs are on. */
export async function soak() {
  const lab = await startLambda()
  try {
    await lab.deploy('one-line', 'def lambda_handler(event, context):\n    return {"statusCode": 200}\n', {
      MemorySize: 1_769,
    })
    // What is compiled, cached and pooled once is there after a tenth.
    await invokes(lab, INVOKES / 10)
    const early = await invokes(lab, INVOKES / 10)
    const earlyMb = retainedMb()
    await invokes(lab, INVOKES * 0.7)
    const late = await invokes(lab, INVOKES / 10)
    const growthMb = retainedMb() - earlyMb
    const slower = late.medianMs / early.medianMs
    return {
      title: `A million invokes by ${CALLERS} callers`,
      columns: ['', 'after a tenth', 'at the end', 'at most', 'holds'],
      rows: [
        ['memory, MB', earlyMb, earlyMb + growthMb, `+${MOST_GROWTH_MB}`, holds(growthMb <= MOST_GROWTH_MB)],
        [
          'median latency, ms',
          early.medianMs.toFixed(2),
          late.medianMs.toFixed(2),
          `${MOST_SLOWER}x`,
          holds(slower <= MOST_SLOWER),
        ],
        ['invokes per second', thousands(early.perSecond), thousands(late.perSecond), '', ''],
      ],
    }
  } finally {
    await lab.stop()
  }
}

async function invokes(lab, count) {
  const latencies = new Float64Array(count)
  let [started, finished] = [0, 0]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (started < count) {
        started += 1
        const at = performance.now()
        await lab.invokeUnseen('one-line')
        latencies[finished] = performance.now() - at
        finished += 1
      }
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  latencies.sort()
  return { medianMs: latencies[count / 2], perSecond: count / seconds }
}

/** After a collection where Node allows it (`--expose-gc`), else as it is. */
function retainedMb() {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().rss / 2 ** 20)
}
