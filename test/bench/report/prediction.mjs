/* Whether the local cloud does what the simulator says: ten loads, played through first and then really run. */
import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { LambdaClient, UpdateFunctionCodeCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda'
import { ZipFile } from 'yazl'
import { constant } from '../../../dist/src/scaling/simulator/sampler.js'
import { simulate } from '../../../dist/src/scaling/simulator/simulate.js'
import { startOurCloud } from '../contenders/our-cloud.mjs'
import { holds } from '../table.mjs'

/** A minute lasts 3 s, so that a load of 12 s sees four stairs. */
const SCALE = { size: 100, time: 20 }
const SECONDS = 12
const REGION = 'ap-northeast-2'
/** Of all requests; environments. */
const MOST_OFF = { throttled: 0.05, concurrency: 2 }

/**
 * Users, requests a second of all of them (0: as fast as answers come), milliseconds of a call. All below the 100 requests a
 * second at which API Gateway itself refuses, at this scale: that is no matter of Lambda's.
 */
const LOADS = [
  [10, 10, 100],
  [50, 20, 200],
  [50, 30, 400],
  [100, 30, 700],
  [100, 60, 300],
  [100, 80, 60],
  [100, 80, 200],
  [200, 40, 1000],
  [5, 0, 100],
  [6, 0, 400],
]

export async function prediction() {
  const cloud = await startOurCloud({ scale: SCALE, scalingModel: 'workshop-2021' })
  try {
    const rows = []
    for (const load of LOADS) rows.push(await compared(cloud, load))
    return {
      title: 'Prediction: the simulator and the local cloud (2021 scaling, a hundredth, a minute of 3 s)',
      columns: [
        'users, requests/s, ms',
        'requests',
        'throttles',
        'concurrency',
        'throttled share off by',
        'holds',
      ],
      rows,
    }
  } finally {
    await cloud.stop()
  }
}

async function compared(cloud, [users, perSecond, durationMs]) {
  await deploySleeper(cloud, durationMs)
  const overheadMs = await warmOverhead(cloud)
  // A minute and a bit, and the Region is at rest: the stairs begin with the load, not with the warm call.
  await sleep((60_000 / SCALE.time) * 1.2)
  const measured = await run(cloud.url, { users, perSecond })
  const predicted = play({ users, perSecond, durationMs, overheadMs })
  const share = ({ throttles, requests }) => throttles / requests
  const off = Math.abs(share(measured) - share(predicted))
  const fits =
    off <= MOST_OFF.throttled &&
    Math.abs(measured.concurrency - predicted.concurrency) <= MOST_OFF.concurrency
  const pair = (of) => `${of(predicted)} / ${of(measured)}`
  return [
    `${users}, ${perSecond || '–'}, ${durationMs}`,
    pair(({ requests }) => requests),
    pair(({ throttles }) => throttles),
    pair(({ concurrency }) => concurrency),
    `${(off * 100).toFixed(1)} %`,
    holds(fits),
  ]
}

function play({ users, perSecond, durationMs, overheadMs }) {
  const { requests, throttles, maxConcurrency } = simulate({
    load: {
      users,
      spawnRate: SPAWN_RATE,
      durationSeconds: SECONDS,
      pace: perSecond > 0 ? { kind: 'paced', requestsPerSecond: perSecond } : { kind: 'none' },
      generator: null,
    },
    function: {
      duration: constant(durationMs),
      init: constant(15),
      overheadMs,
      throttleMs: THROTTLE_MS,
      idleMs: 600_000,
      warm: 1,
    },
    limits: {
      model: 'workshop-2021',
      region: REGION,
      scale: SCALE,
      accountConcurrency: 30,
      reservedConcurrency: null,
      provisionedConcurrency: 0,
    },
    seed: 1,
  })
  return { requests, throttles, concurrency: maxConcurrency }
}

const SPAWN_RATE = 50
/** What the local cloud takes to refuse, about. */
const THROTTLE_MS = 8

/** Closed-loop users like the lab's Locust: spread over their interval, constant pacing, no catching up. */
async function run(url, { users, perSecond }) {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  const begun = performance.now()
  const counts = { requests: 0, throttles: 0, spans: [] }
  await Promise.all(Array.from({ length: users }, (_, user) => visit(user)))
  agent.destroy()
  return { requests: counts.requests, throttles: counts.throttles, concurrency: mostAtOnce(counts.spans) }

  async function visit(user) {
    const intervalMs = perSecond > 0 ? (users / perSecond) * 1000 : 0
    let due = begun + (user / SPAWN_RATE) * 1000 + ((user * 0.6180339887498949) % 1) * intervalMs
    for (;;) {
      await sleep(Math.max(0, due - performance.now()))
      const from = performance.now()
      if (from - begun >= SECONDS * 1000) return
      const status = await answer(url, agent)
      counts.requests += 1
      if (status === 200) counts.spans.push([from, performance.now()])
      else counts.throttles += 1
      due = Math.max(due + intervalMs, performance.now())
    }
  }
}

function mostAtOnce(spans) {
  const changes = spans.flatMap(([from, to]) => [
    [from, 1],
    [to, -1],
  ])
  changes.sort(([a, up], [b, down]) => a - b || up - down)
  let [now, most] = [0, 0]
  for (const [, change] of changes) {
    now += change
    most = Math.max(most, now)
  }
  return most
}

/** One call that starts an environment, and then what the way to a warm one adds: the median of some. */
async function warmOverhead({ url }) {
  const agent = new Agent({ keepAlive: true })
  await answer(url, agent)
  const times = []
  for (let call = 0; call < 25; call++) {
    const begun = performance.now()
    await answer(url.replace(/\/$/, '/?instant=1'), agent)
    times.push(performance.now() - begun)
  }
  agent.destroy()
  return times.sort((a, b) => a - b)[12]
}

function answer(url, agent) {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    }).on('error', reject)
  })
}

async function deploySleeper({ options }, durationMs) {
  const client = new LambdaClient(options)
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(sleeper(durationMs)), 'handler.py')
  zip.end()
  const chunks = []
  for await (const chunk of zip.outputStream) chunks.push(chunk)
  await client.send(
    new UpdateFunctionCodeCommand({ FunctionName: 'one-line', ZipFile: Buffer.concat(chunks) }),
  )
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 30, minDelay: 1 }, { FunctionName: 'one-line' })
}

const sleeper = (durationMs) => `import time

def lambda_handler(event, context):
    if not event.get("queryStringParameters"):
        time.sleep(${durationMs / 1000})
    return {"statusCode": 200, "body": "slept"}
`
