import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, Exchange } from './fault-proxy.js'

/** What a network, or a service in trouble, does to a call. */
export const NETWORK_FAULTS: Readonly<Record<string, (exchange: Exchange) => Promise<void>>> = {
  'reset before it arrives': async (exchange) => exchange.cut(),
  'reset after it was done': async (exchange) => {
    await exchange.forward()
    exchange.cut()
  },
  'internal error': async (exchange) => exchange.answer(refusal(exchange, 500, 'InternalFailure')),
  'internal error after it was done': async (exchange) => {
    await exchange.forward()
    exchange.answer(refusal(exchange, 500, 'InternalFailure'))
  },
  throttle: async (exchange) => exchange.answer(refusal(exchange, 429, 'ThrottlingException')),
  'service unavailable': async (exchange) => exchange.answer(refusal(exchange, 503, 'RequestLimitExceeded')),
  'slow answer': async (exchange) => {
    await pause(1_500)
    exchange.answer(await exchange.forward())
  },
  'half an answer': async (exchange) => {
    const { status, headers, body } = await exchange.forward()
    exchange.response.writeHead(status, [...withLength(headers, body.length)])
    // Handed to the system before the connection is cut, or nothing of it would be sent.
    exchange.response.write(body.subarray(0, Math.floor(body.length / 2)), () =>
      setTimeout(() => exchange.cut(), 20),
    )
  },
}

/** Longer than the lab waits for any one answer. */
export const noAnswer = async (exchange: Exchange): Promise<void> => {
  await exchange.forward()
}

/** As the service's protocol has it: XML for query calls, JSON for the others. */
function refusal({ call }: Exchange, status: number, code: string): Answer {
  const isXml = /^(ec2|sts) /.test(call.name)
  const body = Buffer.from(
    isXml
      ? `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>trouble</Message></Error></Errors><RequestID>1</RequestID></Response>`
      : JSON.stringify({ __type: code, message: 'trouble' }),
  )
  const type = isXml ? 'text/xml' : 'application/x-amz-json-1.1'
  return { status, headers: ['content-type', type, 'x-amzn-errortype', code], body }
}

function withLength(headers: readonly string[], length: number): string[] {
  const without = headers.flatMap((name, index) =>
    index % 2 === 1 || name.toLowerCase() === 'content-length' ? [] : [name, headers[index + 1] ?? ''],
  )
  return [...without, 'content-length', String(length)]
}
