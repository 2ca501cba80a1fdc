import { shapeOf } from './shapes.js'

/** What came of a call: its HTTP status, and the shape of the answer or the error's code. */
export interface CallOutcome {
  readonly call: string
  readonly status: number
  readonly shape: readonly string[] | string
}

export async function outcomeOf(call: string, sent: Promise<object>): Promise<CallOutcome> {
  try {
    const answer = await sent
    return { call, status: statusOf(answer), shape: shapeOf(answer).toSorted() }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { call, status: statusOf(error), shape: error.name }
  }
}

function statusOf(of: object): number {
  if (!('$metadata' in of)) return 0
  const { $metadata } = of
  const isStatus = typeof $metadata === 'object' && $metadata !== null && 'httpStatusCode' in $metadata
  return isStatus ? Number($metadata.httpStatusCode) : 0
}
