import { startBareNode } from '../contenders/bare-node.mjs'
import { startMiniStack } from '../contenders/ministack.mjs'
import { startOurCloud } from '../contenders/our-cloud.mjs'
import { load } from '../load.mjs'
import { holds, thousands } from '../table.mjs'

const CONNECTIONS = [1, 10, 50, 200]
const ROUNDS = 3
const SECONDS = 4
const TIMES_MINISTACK = 10
const OF_BARE_NODE = 0.5

/** Requests a second through API Gateway to a one-line Python handler, side by side, the load generator on the same machine. */
export async function throughput() {
  const contenders = [await startOurCloud(), await startMiniStack(), await startBareNode()]
  try {
    const rows = []
    for (const connections of CONNECTIONS) rows.push(row(connections, await measure(contenders, connections)))
    return {
      title: `API Gateway to a one-line Python handler, requests per second (median of ${ROUNDS} rounds of ${SECONDS} s)`,
      columns: [
        'connections',
        ...contenders.map(({ name }) => name),
        `of MiniStack (${TIMES_MINISTACK}x)`,
        `of bare Node (${OF_BARE_NODE}x)`,
        'holds',
      ],
      rows,
    }
  } finally {
    await Promise.all(contenders.map(async (contender) => contender.stop()))
  }
}

/** The rounds take turns, so that whatever else the machine does meets all alike. The first seconds of each are not counted. */
async function measure(contenders, connections) {
  const rounds = contenders.map(() => [])
  for (const { url } of contenders) await load(url, { connections, seconds: 2 })
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { url }] of contenders.entries()) {
      rounds[index].push((await load(url, { connections, seconds: SECONDS })).perSecond)
    }
  }
  return rounds.map((measured) => measured.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)])
}

function row(connections, [lab, ministack, bare]) {
  const [times, share] = [lab / ministack, lab / bare]
  return [
    connections,
    ...[lab, ministack, bare].map(thousands),
    `${times.toFixed(1)}x`,
    `${share.toFixed(2)}x`,
    holds(times >= TIMES_MINISTACK && share >= OF_BARE_NODE),
  ]
}
