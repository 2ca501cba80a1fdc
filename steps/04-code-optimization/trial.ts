import { findGateway } from '../../src/aws/api-gateway/gateway.js'
import { requireWorkingUrl } from '../../src/aws/api-gateway/working-url.js'
import type { Aws } from '../../src/aws/client/aws.js'
import { invokeUntilWarm, type TestInvoke } from '../../src/aws/functions/invoke.js'
import { functionCode } from '../../src/aws/resources/function-code.js'
import { explained, LabError } from '../../src/core/errors.js'
import type { ProgressListener } from '../../src/core/progress.js'
import type { StepContext } from '../../src/core/step.js'
import type { Released } from '../../src/core/ledger.js'
import type { Text } from '../../src/system/text.js'
import { invokeRecord, invokesShown, ratioShown, recorded } from './invoke-record.js'
import { FUNCTION_CODE } from './optimization.js'

/** As it was before: what does not work now is not the lab's doing, and nothing is changed. */
export async function tryBefore(lab: StepContext, cloud: Aws, report: ProgressListener): Promise<void> {
  const before = recorded(await tried(cloud, null, report))
  await lab.records.write({ ...invokeRecord(lab), before })
}

/** The new code. What does not work for the API's callers is not left live: the original is put back. */
export async function tryOptimized(lab: StepContext, cloud: Aws, report: ProgressListener): Promise<void> {
  try {
    await tryAfter(lab, cloud, null, report)
  } catch (thrown) {
    if (!(thrown instanceof LabError) || !OF_THE_CODE.has(thrown.code)) throw thrown
    throw codePutBack(thrown, await putBack(lab))
  }
  for (const shown of ratioShown(invokeRecord(lab))) report({ kind: 'show', shown })
}

/** `qualifier`: the version or alias that the API calls; null: the function itself. */
export async function tryAfter(
  lab: StepContext,
  cloud: Aws,
  qualifier: string | null,
  report: ProgressListener,
): Promise<void> {
  const record = { ...invokeRecord(lab), after: recorded(await tried(cloud, qualifier, report)) }
  await lab.records.write(record)
  report({ kind: 'show', shown: invokesShown(record) })
}

/** Directly until it is warm, for its figures, and through the door that its users take. */
async function tried(cloud: Aws, qualifier: string | null, report: ProgressListener): Promise<TestInvoke> {
  const gateway = await findGateway(cloud)
  const functionName = cloud.access.names.function
  const { warm } = await invokeUntilWarm(cloud, { functionName, qualifier, gateway })
  const { status } = await requireWorkingUrl(cloud, gateway)
  const line = `GET ${gateway.invokeUrl}/ → ${status}`
  report({ kind: 'line', text: { en: line, ko: line } })
  return warm
}

/** What the code that was deployed is to blame for: before it, the same calls worked. */
const OF_THE_CODE = new Set([
  'function-error',
  'answer-not-2xx',
  'answer-malformed',
  'api-answers-no-2xx',
  'no-report-line',
])

/** Its failure is told beside what it was to mend. */
async function putBack(lab: StepContext): Promise<Released> {
  try {
    return await lab.ledger.undo(functionCode, FUNCTION_CODE)
  } catch (thrown) {
    const { what } = explained(thrown)
    const why = {
      en: `The original could not be put back: ${what.en}`,
      ko: `원래 코드로 되돌리지 못했습니다: ${what.ko}`,
    }
    return { kind: 'kept', why, next: UNDO }
  }
}

function codePutBack(failure: LabError, released: Released): LabError {
  return new LabError({
    code: failure.code,
    what: failure.what,
    why: joined(failure.why, released.kind === 'kept' ? released.why : BACK),
    next: released.kind === 'kept' ? released.next : FIX,
    cause: failure,
  })
}

const BACK: Text = {
  en: 'The original code is live again.',
  ko: '원래 코드를 다시 배포해 두었습니다.',
}

const UNDO: Text = {
  en: 'Type `lab reset code-optimization`.',
  ko: '`lab reset code-optimization`을 실행하세요.',
}

const FIX: Text = {
  en: 'Fix the new code, then type the same command.',
  ko: '새 코드를 고친 뒤 같은 명령을 실행하세요.',
}

const joined = (first: Text | null, second: Text): Text =>
  first === null ? second : { en: `${first.en}\n${second.en}`, ko: `${first.ko}\n${second.ko}` }
