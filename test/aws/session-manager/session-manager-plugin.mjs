#!/usr/bin/env node
// Stands in for AWS's session-manager-plugin: takes what that takes, and forwards the port to the instance of the test.
import { appendFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'

const { PLUGIN_VERSION, PLUGIN_LOG, PLUGIN_TARGET } = process.env
if (process.argv[2] === '--version') {
  console.log(PLUGIN_VERSION)
  process.exit(0)
}
const [, , variable, region, operation, profile, request, endpoint] = process.argv
const session = JSON.parse(process.env[variable] ?? 'null')
const started = {
  pid: process.pid,
  argv: process.argv.slice(2),
  session,
  region,
  operation,
  profile,
  endpoint,
}
appendFileSync(PLUGIN_LOG, `${JSON.stringify(started)}\n`)
if (session === null) {
  console.error('Cannot perform start session: no session in the environment')
  process.exit(255)
}
const { Parameters } = JSON.parse(request)
if (PLUGIN_TARGET === undefined) {
  console.error('SessionId: refused by the test')
  process.exit(255)
}
const server = createServer((caller) => {
  const there = connect(Number(PLUGIN_TARGET), '127.0.0.1')
  caller.pipe(there).pipe(caller)
  for (const [one, other] of [
    [caller, there],
    [there, caller],
  ])
    one.on('error', () => other.destroy())
}).listen(Number(Parameters.localPortNumber?.[0] ?? 0), '127.0.0.1', () => {
  const { port } = server.address()
  appendFileSync(PLUGIN_LOG, `${JSON.stringify({ ...started, port })}\n`)
  console.log(`Port ${port} opened for sessionId ${session.SessionId}.`)
  console.log('Waiting for connections...')
})
