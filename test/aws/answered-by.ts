import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { Aws } from '../../src/aws/client/aws.js'
import { awsAt } from './aws-at.js'

/** An AWS in which that handler answers every service, on a free port. */
export async function answeredBy(
  handle: RequestListener,
): Promise<{ readonly cloud: Aws; readonly close: () => void }> {
  const server = createServer(handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { cloud: awsAt(`http://127.0.0.1:${port}`), close: () => void server.close() }
}
