// Notes every call that the lab's own sources send to AWS, as it is signed, in the file that LAB_RECORDED_CALLS names. What a
// test itself asks a service is left out. Imported by the test's process, and by `node --import` in a lab that it starts.
import { appendFileSync } from 'node:fs'
import { NodeHttpHandler } from '@smithy/node-http-handler'

const handle = Reflect.get(NodeHttpHandler.prototype, 'handle')

NodeHttpHandler.prototype.handle = function record(request, options) {
  const file = process.env['LAB_RECORDED_CALLS']
  if (file !== undefined && isOfTheLab()) appendFileSync(file, `${JSON.stringify(sent(request))}\n`)
  return Reflect.apply(handle, this, [request, options])
}

/** Somewhere among its callers is a source that asks AWS; all calls pass by what explains failures and reads answers. */
function isOfTheLab() {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 100
  const { stack } = new Error('where')
  Error.stackTraceLimit = stackTraceLimit
  return /\/src\/aws\/(?!client\/(?:errors|whole-answers)\.)/.test(stack)
}

/** As the front's `Sent`; without the signature. */
function sent({ method, path, query = {}, headers, body = '' }) {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  const { authorization = '', 'x-amz-security-token': _, ...kept } = Object.fromEntries(lower)
  const [, service = ''] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization) ?? []
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one ?? '']),
  )
  const search = pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
  return { service, method, path: path + search, headers: kept, body: latin1(body) }
}

/** The SDK warns where its bytes are read as a string. */
function latin1(body) {
  return (typeof body === 'string' ? Buffer.from(body) : Buffer.concat([body])).toString('latin1')
}
