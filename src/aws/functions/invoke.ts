import { LabError } from '../../core/errors.js'
import { verbatim } from '../../system/text.js'
import { readProxyResponse } from '../../proxy-integration/proxy-response.js'
import type { Gateway } from '../api-gateway/gateway.js'
import { isSuccess } from '../api-gateway/working-url.js'
import { proxyEvent } from '../api-gateway/proxy-event.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { failedInvoke, noReport } from './failed-invoke.js'
import type { FailedVerdict, InvokeVerdict } from './invoke-verdict.js'
import { logBytesOf } from './log-bytes.js'
import { parseReport, type ReportLine } from './report-line.js'

export interface TestInvoke {
  readonly report: InvokeReport
  /** The REPORT line itself, for showing. */
  readonly line: string
  readonly answer: string
  readonly verdict: InvokeVerdict
}

/** `logBytes`: what it wrote to its log, as CloudWatch Logs bills it; undefined: more than the answer's tail holds. */
export interface InvokeReport extends ReportLine {
  readonly logBytes: number | undefined
}

/** What is invoked. */
export interface Invoked {
  readonly functionName: string
  /** A version or an alias; null: the function itself. */
  readonly qualifier: string | null
  /** The API in front of it: a test invoke brings what the API would, and is judged as the API would. */
  readonly gateway: Gateway
}

/**
 * Invokes the function once, directly, as the console's Test button does, with the event of the URL under load. Nothing is
 * repeated, so what is measured is one invoke. Throws `invoke-throttled` where Lambda refused.
 */
export async function testInvoke(aws: Aws, invoked: Invoked): Promise<TestInvoke> {
  const { functionName, qualifier, gateway } = invoked
  const lambda = await aws.lambdaInvokes()
  const { Payload, LogResult, FunctionError } = await lambda
    .invoke({
      FunctionName: functionName,
      LogType: 'Tail',
      Payload: new TextEncoder().encode(proxyEvent(aws, gateway)),
      ...(qualifier !== null && { Qualifier: qualifier }),
    })
    .catch((thrown: unknown) => {
      throw awsErrorName(thrown) === 'TooManyRequestsException' ? throttled(functionName, thrown) : thrown
    })
  const answer = new TextDecoder().decode(Payload)
  const log = Buffer.from(LogResult ?? '', 'base64').toString('utf8')
  const verdict = FunctionError === undefined ? judged(Payload ?? new Uint8Array()) : errorOf(answer, log)
  const report = parseReport(log)
  if (report === null)
    throw verdict.kind === 'works' ? noReport(functionName, log) : failedInvoke(functionName, verdict)
  const line = log.split('\n').findLast((one) => one.includes('REPORT RequestId')) ?? log.trim()
  return { report: { ...report, logBytes: logBytesOf(log) ?? undefined }, line: line.trim(), answer, verdict }
}

/** What API Gateway's caller would get for it. */
function judged(payload: Uint8Array): InvokeVerdict {
  const response = readProxyResponse(payload)
  if (response.kind === 'malformed') {
    return { kind: 'malformed', because: response.because, answer: new TextDecoder().decode(payload) }
  }
  const { status, body } = response
  return isSuccess(status) ? { kind: 'works', status } : { kind: 'other-status', status, body }
}

const errorOf = (answer: string, log: string): InvokeVerdict => ({ kind: 'function-error', answer, log })

/** Invoked until one answers that was not new and works. */
export interface WarmInvoke {
  /** In order; some may have failed. */
  readonly all: readonly TestInvoke[]
  /** Works, and was answered by a warm execution environment if any was. */
  readonly warm: TestInvoke
}

/** Throws how the last one failed where none works: a function may fail now and then, and then still be put under load. */
export async function invokeUntilWarm(aws: Aws, invoked: Invoked): Promise<WarmInvoke> {
  const began = performance.now()
  const all: TestInvoke[] = []
  let failure: FailedVerdict | null = null
  for (;;) {
    const invoke = await testInvoke(aws, invoked)
    all.push(invoke)
    if (invoke.verdict.kind !== 'works') failure = invoke.verdict
    else if (all.length > 1 && invoke.report.initDurationMs === null) return { all, warm: invoke }
    if (all.length >= MOST_INVOKES || performance.now() - began > LONGEST_MS) break
  }
  const warm = all.findLast(({ verdict }) => verdict.kind === 'works')
  if (warm !== undefined) return { all, warm }
  throw failure === null
    ? new Error('no test invocation was made')
    : failedInvoke(invoked.functionName, failure)
}

/** A function that fails three times of ten fails eight times in a row once in 15,000. */
const MOST_INVOKES = 8
/** One that fails by its time-out is not waited for eight times. */
const LONGEST_MS = 30_000

function throttled(name: string, thrown: unknown): LabError {
  const cause = thrown instanceof LabError ? thrown.cause : thrown
  const reason = cause instanceof Error && 'Reason' in cause ? String(cause.Reason) : String(cause)
  return new LabError({
    code: 'invoke-throttled',
    what: {
      en: `Lambda throttled a test invocation of ${name}.`,
      ko: `${name} 함수의 테스트 호출이 스로틀되었습니다.`,
    },
    why: verbatim(reason),
    next: {
      en: 'Something else uses its concurrency, or its reserved concurrency is 0: wait until that is over or change it, then type the same command.',
      ko: '다른 호출이 동시성을 쓰고 있거나 예약된 동시성이 0입니다. 끝나기를 기다리거나 설정을 바꾼 뒤 같은 명령을 실행하세요.',
    },
    cause,
  })
}
