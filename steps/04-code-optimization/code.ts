import type { Aws } from '../../src/aws/client/aws.js'
import { codeSha256, functionChanged } from '../../src/aws/functions/code.js'
import { findFunction, type LiveFunction } from '../../src/aws/functions/function.js'
import { functionCode, noteCode } from '../../src/aws/resources/function-code.js'
import type { Row } from '../../src/core/ledger.js'
import type { Plan } from '../../src/core/plan.js'
import type { Task } from '../../src/core/progress.js'
import type { Check, StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { amount, milliseconds } from '../../src/report/numbers.js'
import type { Choice } from './choice.js'
import { invokeRecord, ratioOf } from './invoke-record.js'
import { FUNCTION_CODE, type Optimization, optimization, ORIGINAL, refuseUnfit } from './optimization.js'
import { tryBefore, tryOptimized } from './trial.js'

/** One file of the function's package exchanged for another, and nothing else of the function. */
export async function codePlan(
  lab: StepContext,
  cloud: Aws,
  { code, handlerFile }: Choice,
  { name }: LiveFunction,
): Promise<Pick<Plan, 'items' | 'shows'>> {
  if (code === 'kept') {
    const what = { en: `${name}: its code stays as it is`, ko: `${name}: 코드는 그대로 둡니다` }
    return { items: [{ op: 'keep', what }], shows: [] }
  }
  const change = await optimization(lab, cloud, handlerFile)
  await refuseUnfit(lab, cloud, change)
  const { live, path, before, after, sha256 } = change
  return {
    items: [
      {
        op: live.codeSha256 === sha256 ? 'keep' : 'change',
        what: {
          en: `${name}: ${path} (the original is kept, and restored by reset)`,
          ko: `${name}: ${path}(원래 코드는 보관했다가 reset할 때 복원합니다)`,
        },
      },
    ],
    shows: [{ kind: 'diff', title: verbatim(path), before, after }],
  }
}

export function codeTasks(lab: StepContext, cloud: Aws, { handlerFile }: Choice): readonly Task[] {
  let checked: string | null = null
  /** Again where it is another file than a moment ago. */
  const fit = async (): Promise<Optimization> => {
    const change = await optimization(lab, cloud, handlerFile)
    if (change.sha256 !== checked) await refuseUnfit(lab, cloud, change)
    checked = change.sha256
    return change
  }
  return [
    {
      title: { en: 'Save the original and test it', ko: '원래 코드를 보관하고 호출해 보기' },
      run: async (progress) => {
        const { live, original, originalSha256 } = await fit()
        if (live.codeSha256 !== originalSha256) return
        await lab.artifacts.write(ORIGINAL, original)
        await tryBefore(lab, cloud, progress)
      },
    },
    {
      title: { en: 'Deploy the optimized code', ko: '최적화한 코드 배포하기' },
      run: async () => {
        const change = await fit()
        await refuseOtherThanTried(lab, change)
        await ensureDeployment(lab, change)
      },
    },
    {
      title: { en: 'Test the optimized code', ko: '최적화한 코드 호출해 보기' },
      run: (progress) => tryOptimized(lab, cloud, progress),
    },
  ]
}

/** What somebody deployed while the original was tried is in no copy yet, and was not shown. */
async function refuseOtherThanTried(lab: StepContext, { live }: Optimization): Promise<void> {
  if (lab.ledger.row(FUNCTION_CODE) !== null) return
  const tried = await lab.artifacts.read(ORIGINAL)
  if (tried === null || codeSha256(tried) !== live.codeSha256) throw functionChanged(live.name)
}

async function ensureDeployment(lab: StepContext, change: Optimization): Promise<Row> {
  const { live, zip, sha256, originalSha256 } = change
  const intent = { function: live.name, sha256, originalSha256, original: ORIGINAL, lab: lab.labId }
  await noteCode(lab.artifacts, intent)
  return lab.ledger.ensure(functionCode, FUNCTION_CODE, { ...intent, live, zip })
}

export async function checkCode(lab: StepContext, cloud: Aws): Promise<Check> {
  const row = lab.ledger.row(FUNCTION_CODE)
  const live = await findFunction(cloud, lab.access.names.function)
  if (row === null || live === null) return { kind: 'missing', why: notDeployed }
  const { sha256, originalSha256 } = functionCode.intentIn(row)
  if (live.codeSha256 === originalSha256) return { kind: 'missing', why: notDeployed }
  if (live.codeSha256 !== sha256) return { kind: 'changed', why: changed, next: overwrite }
  const record = invokeRecord(lab)
  const ms = (invoke: typeof record.before) =>
    verbatim(invoke === null ? '–' : milliseconds(invoke.durationMs))
  const ratio = ratioOf(record)
  return {
    kind: 'holds',
    facts: [
      { name: { en: 'Test invocation before', ko: '최적화 전 테스트 호출' }, value: ms(record.before) },
      { name: { en: 'Test invocation after', ko: '최적화 후 테스트 호출' }, value: ms(record.after) },
      {
        name: { en: 'Ratio', ko: '비율' },
        value: verbatim(ratio === null ? '–' : ratioText(ratio)),
      },
    ],
  }
}

const ratioText = (ratio: number): string => (ratio >= 1 ? `÷ ${amount(ratio)}` : `× ${amount(1 / ratio)}`)

const notDeployed: Text = {
  en: 'The optimized code is not live.',
  ko: '최적화한 코드가 배포되어 있지 않습니다.',
}
const changed: Text = {
  en: 'The live code is neither the original nor what the lab deployed.',
  ko: '현재 코드가 원래 코드도, 실습에서 배포한 코드도 아닙니다.',
}
const overwrite: Text = {
  en: 'Type `lab next --force` to overwrite it with the optimized code.',
  ko: '최적화한 코드로 덮어쓰려면 `lab next --force`를 실행하세요.',
}
