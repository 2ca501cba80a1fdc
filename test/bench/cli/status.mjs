import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holds } from '../table.mjs'

const LAB = new URL('../../../dist/src/main.js', import.meta.url).pathname
const ROUNDS = 15
const MOST = 3

/** How soon `lab status` answers, over starting Node and nothing else; the two in turn. */
export async function status() {
  const dir = mkdtempSync(join(tmpdir(), 'lab-bench-'))
  try {
    const pairs = Array.from({ length: ROUNDS }, () => [took([LAB, 'status'], dir), took(['-e', '0'], dir)])
    const [lab, node, ratio] = [
      pairs.map(([one]) => one),
      pairs.map(([, other]) => other),
      pairs.map(([one, other]) => one / other),
    ].map(median)
    return {
      title: `lab status over node -e 0, medians of ${ROUNDS} pairs`,
      columns: ['', 'lab status, ms', 'node -e 0, ms', `ratio (at most ${MOST})`, 'holds'],
      rows: [['status', lab.toFixed(0), node.toFixed(0), ratio.toFixed(2), holds(ratio <= MOST)]],
    }
  } finally {
    rmSync(dir, { recursive: true })
  }
}

function took(args, cwd) {
  const began = performance.now()
  spawnSync(process.execPath, args, { cwd })
  return performance.now() - began
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
