import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Sends GET requests with wrk over so many connections, kept alive, for so many seconds. Answers requests a second and the
 * median latency in milliseconds. An answer that is not 200 spoils the measurement, so it throws.
 */
export async function load(url, { connections, seconds }) {
  const options = [
    '--threads',
    '1',
    '--connections',
    String(connections),
    '--duration',
    `${seconds}s`,
    '--latency',
    '--timeout',
    '10s',
    url,
  ]
  const { stdout } = await wrk(options)
  const wrong = /Non-2xx or 3xx responses: (\d+)|Socket errors: .*/.exec(stdout)
  if (wrong !== null) throw new Error(`${url} at ${connections} connections: ${wrong[0]}`)
  return { perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]), medianMs: median(stdout) }
}

function median(report) {
  const [, number, unit] = /50%\s+([\d.]+)(us|ms|s)/.exec(report)
  return Number(number) * { us: 0.001, ms: 1, s: 1_000 }[unit]
}

async function wrk(options) {
  try {
    return await promisify(execFile)('wrk', options)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    throw new Error('The benchmarks need wrk: apt install wrk, or brew install wrk', { cause: error })
  }
}
