import { holds, thousands } from '../table.mjs'
import { startLambda } from './local-lambda.mjs'

const CALLERS = 200
const LIMIT = 10
const SECONDS = 60

/** Far more callers than the limit lets in: is every call answered once, with its own answer, and counted once? */
export async function limited() {
  const lab = await startLambda()
  try {
    await lab.deploy('echo', SOURCE, { MemorySize: 1_769 })
    await lab.call(
      'PutFunctionConcurrency',
      { FunctionName: 'echo' },
      { ReservedConcurrentExecutions: LIMIT },
    )
    const seen = { answered: 0, throttled: 0, wrong: 0 }
    const until = performance.now() + SECONDS * 1_000
    let next = 0
    await Promise.all(
      Array.from({ length: CALLERS }, async () => {
        while (performance.now() < until) seen[await outcomeOf(lab, (next += 1))] += 1
      }),
    )
    const counted = await lab.metricSums('echo')
    const row = (what, client, metric) => [
      what,
      thousands(client),
      thousands(metric),
      holds(client === metric),
    ]
    return {
      title: `${CALLERS} callers for ${SECONDS} s at a limit of ${LIMIT}: what they saw and what the metrics say`,
      columns: ['', 'callers', 'metrics', 'holds'],
      rows: [
        row('invocations', seen.answered, counted.Invocations),
        row('throttles', seen.throttled, counted.Throttles),
        row('errors, or another call’s answer', seen.wrong, counted.Errors),
        row('all', next, counted.Invocations + counted.Throttles),
      ],
    }
  } finally {
    await lab.stop()
  }
}

const SOURCE = `
import time
def lambda_handler(event, context):
    time.sleep(0.002)
    return event["number"]
`

async function outcomeOf(lab, number) {
  const outcome = await lab.outcome('echo', { number })
  if (outcome.kind === 'throttled') return 'throttled'
  return outcome.kind === 'answered' && Buffer.from(outcome.payload).toString() === String(number)
    ? 'answered'
    : 'wrong'
}
