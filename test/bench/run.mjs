/* Measures what test/README.md claims, prints it with the date and the machine, and exits 1 where a line does not hold. */
import { cpus, totalmem } from 'node:os'
import { addedLatency } from './api-gateway/added-latency.mjs'
import { throughput } from './api-gateway/throughput.mjs'
import { status } from './cli/status.mjs'
import { environments } from './lambda/environments.mjs'
import { limited } from './lambda/limited.mjs'
import { processorShare } from './lambda/processor-share.mjs'
import { soak } from './lambda/soak.mjs'
import { prediction } from './report/prediction.mjs'
import { reportPage } from './report/report-page.mjs'
import { simulator } from './report/simulator.mjs'
import { printTable } from './table.mjs'

/** Each measures and answers `{ title, columns, rows }`; a row's last cell says whether it holds. By name on the command line. */
const BENCHMARKS = {
  status,
  throughput,
  'added-latency': addedLatency,
  environments,
  'processor-share': processorShare,
  limited,
  soak,
  simulator,
  prediction,
  report: reportPage,
}

// The SDK's word about Node versions would stand between the tables.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const wanted = process.argv.slice(2)
const chosen = Object.entries(BENCHMARKS).filter(([name]) => wanted.length === 0 || wanted.includes(name))
if (chosen.length === 0) {
  console.error(`No such benchmark. There are: ${Object.keys(BENCHMARKS).join(', ')}`)
  process.exit(2)
}

const [{ model } = { model: 'unknown processor' }] = cpus()
const memory = Math.round(totalmem() / 2 ** 30)
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${model.trim()}), ${memory} GiB, Node ${process.version}`,
)

let holds = true
for (const [, benchmark] of chosen) {
  const table = await benchmark()
  printTable(table)
  holds &&= table.rows.every((row) => row.at(-1) !== 'no')
}
process.exitCode = holds ? 0 : 1
