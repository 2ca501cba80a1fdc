import type { IncomingMessage, ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import type { Aws } from '../../../src/aws/client/aws.js'
import { answeredBy } from '../answered-by.js'

/** A server that answers as it is told, and what it was asked for: `GET /2015-03-31/functions/f`. */
export interface Stranger {
  readonly cloud: Aws
  readonly asked: readonly string[]
}

export type Answer = readonly [status: number, body: object, errorType?: string]

/** Until the test has finished; `answer` is called for each request with how often that was asked before. */
export async function stranger(answer: (asked: string, times: number) => Answer): Promise<Stranger> {
  const asked: string[] = []
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const what = `${request.method} ${request.url}`
    const [status, body, errorType] = answer(what, asked.filter((one) => one === what).length)
    asked.push(what)
    request.resume().on('end', () => {
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(errorType !== undefined && { 'x-amzn-errortype': errorType }),
      })
      response.end(JSON.stringify(body))
    })
  }
  const { cloud, close } = await answeredBy(handle)
  onTestFinished(close)
  return { cloud, asked }
}
