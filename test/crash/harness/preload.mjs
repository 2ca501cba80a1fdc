// Loaded into the lab's own process before anything else, by NODE_OPTIONS: the product has no hooks for this. It sends
// every connection through the fault proxy, counts what is renamed onto the state, and dies or fails there when told to.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

// The local cloud that the lab starts inherits the variable, and must not be touched by it.
const isLab = /[/\\]src[/\\]main\.js$/.test(process.argv[1] ?? '')
if (process.env.LAB_CRASH !== undefined && isLab) install(JSON.parse(process.env.LAB_CRASH))

/** `write`: {nth, moment: 'before' | 'after', kind} or null. `armed`: a file that is there once the next write must not happen. */
function install({ proxyPort, state, writes, write, armed, kind }) {
  redirect(proxyPort)
  losePatience()
  const { rename, rm } = fs.promises
  let count = 0
  const watched = async (change) => {
    count += 1
    fs.appendFileSync(writes, `${count}\n`)
    if (kind !== 'cloud killed' && fs.existsSync(armed)) {
      fs.rmSync(armed)
      fail(kind)
    }
    const isIt = write !== null && write.nth === count
    if (isIt && write.moment === 'before') fail(write.kind)
    await change()
    if (isIt && write.moment === 'after') fail(write.kind)
  }
  fs.promises.rename = (from, to) => (to === state ? watched(() => rename(from, to)) : rename(from, to))
  fs.promises.rm = (path, options) => (path === state ? watched(() => rm(path, options)) : rm(path, options))
  syncBuiltinESMExports()
}

function fail(kind) {
  if (kind === 'SIGKILL') process.kill(process.pid, 'SIGKILL')
  throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
}

/** The options of a connection that sends nothing; an HTTP client's have more. */
const ONLY_LOOKS = /^host,port(,timeout)?$/

const SERVICE_MS = new Set([60_000, 910_000])

/** The lab waits a minute for an answer of a service, 15 for an invoke's, half of one for Locust's: here, for what never comes, a few seconds. */
function losePatience() {
  const { setTimeout: wait } = globalThis
  globalThis.setTimeout = Object.assign(
    (call, ms, ...args) => wait(call, SERVICE_MS.has(ms) ? 6_000 : ms, ...args),
    wait,
  )
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  AbortSignal.timeout = (ms) => timeout(ms === 30_000 ? 6_000 : ms)
}

/** The Host header stays, so the signature holds; the proxy goes by it. Who only looks whether a port is still open sees the port itself. */
function redirect(proxyPort) {
  const { value: connect } = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect')
  net.Socket.prototype.connect = function (...given) {
    const options = Array.isArray(given[0]) ? given[0][0] : given[0]
    const isCall =
      typeof options === 'object' && options !== null && !ONLY_LOOKS.test(Object.keys(options).sort().join())
    if (isCall && /^127\.|^localhost$/.test(options.host ?? '')) {
      Object.assign(options, { host: '127.0.0.1', port: proxyPort })
    }
    return Reflect.apply(connect, this, given)
  }
}
