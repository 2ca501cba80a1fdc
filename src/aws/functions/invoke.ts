import { LabError } from '../../core/errors.js'
import { verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { parseReport, type ReportLine } from './report-line.js'

export interface TestInvoke {
  readonly report: ReportLine
  /** The REPORT line itself, for showing. */
  readonly line: string
  readonly answer: string
}

/**
 * Invokes the function once, directly, as the console's Test button does; `qualifier`: a version or an alias of it. Nothing is
 * repeated, so what is measured is one invoke. Throws `function-error` with its log where the handler fails, `invoke-throttled`
 * where Lambda refused.
 */
export async function testInvoke(aws: Aws, name: string, qualifier: string | null): Promise<TestInvoke> {
  const lambda = await aws.lambdaInvokes()
  const { Payload, LogResult, FunctionError } = await lambda
    .invoke({
      FunctionName: name,
      LogType: 'Tail',
      Payload: new TextEncoder().encode('{}'),
      ...(qualifier !== null && { Qualifier: qualifier }),
    })
    .catch((thrown: unknown) => {
      throw awsErrorName(thrown) === 'TooManyRequestsException' ? throttled(name, thrown) : thrown
    })
  const answer = new TextDecoder().decode(Payload)
  const log = Buffer.from(LogResult ?? '', 'base64').toString('utf8')
  if (FunctionError !== undefined) throw functionFailed(name, answer, log)
  const report = parseReport(log)
  if (report === null) throw noReport(name, log)
  const line = log.split('\n').findLast((one) => one.includes('REPORT RequestId')) ?? log.trim()
  return { report, line: line.trim(), answer }
}

/** The figures of a warm execution environment: invoked until one answers that was not new. All invokes, in order. */
export async function invokeUntilWarm(
  aws: Aws,
  name: string,
  qualifier: string | null,
): Promise<readonly [TestInvoke, ...TestInvoke[]]> {
  const first = await testInvoke(aws, name, qualifier)
  const invokes: [TestInvoke, ...TestInvoke[]] = [first]
  while (invokes.length < 2 || invokes.at(-1)?.report.initDurationMs !== null) {
    if (invokes.length >= MOST_INVOKES) break
    invokes.push(await testInvoke(aws, name, qualifier))
  }
  return invokes
}

const MOST_INVOKES = 5

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

function functionFailed(name: string, answer: string, log: string): LabError {
  return new LabError({
    code: 'function-error',
    what: { en: `${name} failed in a test invocation.`, ko: `${name} 함수의 테스트 호출이 실패했습니다.` },
    why: verbatim(`${answer}\n${log.trim()}`.slice(0, 2_000)),
    next: {
      en: 'Fix the function (its log shows what is wrong), then type the same command.',
      ko: '로그를 보고 함수를 고친 뒤 같은 명령을 실행하세요.',
    },
  })
}

function noReport(name: string, log: string): LabError {
  return new LabError({
    code: 'no-report-line',
    what: {
      en: `${name} answered, but its log has no REPORT line.`,
      ko: `${name} 함수가 응답했지만 로그에 REPORT 줄이 없습니다.`,
    },
    why: verbatim(log.slice(-500)),
    next: {
      en: 'Keep its log below 4 KB per invocation: Lambda returns only the last 4 KB.',
      ko: '호출 한 번의 로그를 4KB 미만으로 줄이세요. Lambda는 로그의 마지막 4KB만 돌려줍니다.',
    },
  })
}
