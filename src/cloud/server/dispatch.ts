import { isDiskFull } from '../../system/disk-reserve.js'
import type { Reply, ReplyContext, WireRequest } from '../protocol/protocol.js'
import { restRefusal, restReply, s3Refusal } from '../protocol/rest-json.js'
import { UnknownMember } from '../protocol/unknown-member.js'
import { type CallContext, type Route, ServiceError } from '../service.js'
import { refusedByName, refusedByRoute } from './refused-operations.js'
import type { Addressee } from './service-table.js'

/** Runs the operation that an authenticated request asks for. Throws ServiceError for what the service refuses. */
export async function dispatch(to: Addressee, request: WireRequest, call: CallContext): Promise<Reply> {
  const { method, path, query, headers, body } = request
  if (to.kind === 'rest') {
    const refused = refusedByRoute(to.asked, request)
    const match = to.service?.find(method, path, query) ?? null
    if (refused !== null || match === null)
      throw new ServiceError(
        'UnknownOperationException',
        noOperation(to, refused?.operation ?? `${method} ${path}`, refused?.instead),
        404,
      )
    const { route, labels } = match
    return naming(route.operation, async () => {
      refuseUnknownParameters(to, route, request)
      return restReply(await route.handle({ labels, query, headers, body }, call))
    })
  }
  const { operation, input } = to.protocol.decode(request)
  const operations = to.service?.operations ?? {}
  const handler = Object.hasOwn(operations, operation) ? operations[operation] : undefined
  if (handler === undefined) {
    const code =
      to.protocol.name === 'query' || to.protocol.name === 'ec2-query'
        ? 'InvalidAction'
        : 'UnknownOperationException'
    const instead = refusedByName(to.service?.signingName ?? '', operation)?.instead
    throw new ServiceError(code, noOperation(to, operation, instead), code === 'InvalidAction' ? 400 : 404)
  }
  return naming(operation, async () =>
    to.protocol.answer(await handler(input, call), contextOf(to, request, call.requestId, operation)),
  )
}

/** Says of which operation a member is unknown. */
async function naming(operation: string, run: () => Promise<Reply>): Promise<Reply> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof UnknownMember)) throw error
    const message = `The local cloud does not carry out the member '${error.member}' of ${operation}: leave it out.`
    throw new ServiceError(error.code, message)
  }
}

/** Members that a REST request has in its query and its headers; the signature's are none. */
function refuseUnknownParameters(
  to: Addressee,
  { path, parameters = [] }: Route,
  request: WireRequest,
): void {
  const known = new Set([...new URLSearchParams(path.split('?')[1]).keys(), ...parameters])
  const given = [
    ...[...request.query.keys()].filter((name) => !/^x-amz-/i.test(name)),
    ...Object.keys(request.headers).filter((name) => /^x-amzn?-/.test(name) && !ENVELOPE.test(name)),
  ]
  const unknown = given.find((name) => !known.has(name))
  const code = to.kind === 'rest' ? to.service?.operations.invalidInput : undefined
  if (unknown !== undefined) throw new UnknownMember(unknown, code ?? 'ValidationException')
}

const ENVELOPE =
  /^x-amz-(date|content-sha256|security-token|user-agent|checksum-.*|sdk-.*|trailer)$|^x-amzn-trace-id$/

/** The reply for anything thrown. What is not a ServiceError is a defect: logged here, and only named to the caller. */
export function refuse(to: Addressee, request: WireRequest, thrown: unknown, requestId: string): Reply {
  const error = thrown instanceof ServiceError ? thrown : defect(thrown, requestId)
  if (to.kind === 'rest' && to.asked === 's3') return s3Refusal(error, requestId)
  return to.kind === 'rest'
    ? restRefusal(error, to.service?.operations.signingName ?? null)
    : to.protocol.refuse(error, contextOf(to, request, requestId, ''))
}

export const unknownService = (asked: string): ServiceError =>
  asked === 's3'
    ? new ServiceError('NotImplemented', NO_S3)
    : new ServiceError('UnknownOperationException', `The local cloud has no service '${asked}'.`, 404)

const NO_S3 = "The local cloud has no S3: send a function's code as ZipFile, and keep its files under /tmp."

const noOperation = ({ asked }: Addressee, operation: string, instead?: string): string =>
  `The local cloud has no operation '${operation}' in '${asked}'${instead === undefined ? '' : `: ${instead}`}.`

function contextOf(to: Addressee, request: WireRequest, requestId: string, operation: string): ReplyContext {
  const namespace = to.kind === 'named' ? to.service?.namespace : undefined
  const queryMode = request.headers['x-amzn-query-mode'] === 'true'
  return { requestId, operation, queryMode, ...(namespace === undefined ? {} : { namespace }) }
}

function defect(thrown: unknown, requestId: string): ServiceError {
  process.stderr.write(
    `${requestId} ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
  )
  const message = isDiskFull(thrown)
    ? "The disk with the local cloud's folder is full (ENOSPC): free some space."
    : 'The local cloud failed to process the request; see its log.'
  return new ServiceError('InternalFailure', message, 500)
}
