import { Readable } from 'node:stream'
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler'
import { BodyTooLarge, wholeBody } from '../../system/whole-body.js'
import { NotTheService, requireAnswerOfAws } from './answer-of-aws.js'

type Handle = NodeHttpHandler['handle']

export interface Bounds {
  /** From the head of an answer to its end. */
  readonly withinMs: number
  readonly bytes: number
}

/** The largest that the lab asks for is a page of prices, of some 1 MB. */
const BOUNDS: Bounds = { withinMs: 60_000, bytes: 64 * 1_024 * 1_024 }

/**
 * Takes each answer whole, within bounds, before the SDK reads it, and refuses what AWS never answers: the SDK itself waits for an
 * end without limit, and takes a web page for an empty list.
 */
export class WholeAnswers extends NodeHttpHandler {
  readonly #bounds: Bounds

  constructor(options: NodeHttpHandlerOptions, bounds: Bounds = BOUNDS) {
    super(options)
    this.#bounds = bounds
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const { response } = await super.handle(request, options)
    const body = response.body instanceof Readable ? await whole(response.body, this.#bounds) : null
    if (body !== null) {
      requireAnswerOfAws(request, response, body)
      response.body = body
    }
    return { response }
  }
}

type Chunks = AsyncIterable<Uint8Array> & { destroy(error: Error): unknown }

async function whole(body: Chunks, { withinMs, bytes }: Bounds): Promise<Uint8Array> {
  const clock = setTimeout(() => body.destroy(new AnswerWithoutEnd(withinMs)), withinMs)
  try {
    return await wholeBody(body, bytes)
  } catch (thrown) {
    throw thrown instanceof BodyTooLarge ? new NotTheService(thrown.message) : thrown
  } finally {
    clearTimeout(clock)
  }
}

class AnswerWithoutEnd extends Error {
  constructor(withinMs: number) {
    super(`The answer did not end within ${withinMs / 1_000} seconds.`)
    // By this name the SDK knows what may be asked again.
    this.name = 'TimeoutError'
  }
}
