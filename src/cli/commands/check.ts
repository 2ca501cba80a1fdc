import { check, type CheckedStep } from '../../core/engine/check.js'
import type { ExitName } from '../../core/errors.js'
import { checkJson } from '../../ui/status/check-json.js'
import { runningJson } from '../../ui/status/running-view.js'
import { checkView } from '../../ui/status/check-view.js'
import { tell } from '../../ui/tell.js'
import type { CommandCall } from '../command.js'
import { answerPolicyOf, withLab } from '../open-lab.js'
import { runningIn } from '../prices/running-costs.js'

export async function run(call: CommandCall): Promise<ExitName> {
  const checked = await withLab(call, answerPolicyOf(call, 'allow'), check)
  const { results, lang } = call.screen
  const broken = checked.find(({ outcome }) => outcome.kind !== 'holds' && outcome.kind !== 'pending')
  if (call.flags.json) {
    const running = runningJson(await runningIn(call.flags.dir))
    results.printJson({ ...checkJson(checked, lang), running })
  } else {
    results.print(checkView(checked, results.layout()))
    tell(call.screen, broken === undefined ? goOn(checked) : undoFrom(broken))
  }
  return broken === undefined ? 'done' : 'failed'
}

function goOn(checked: readonly CheckedStep[]) {
  const next = checked.find(({ outcome }) => outcome.kind === 'pending')
  if (next !== undefined) return { kind: 'next', command: 'lab next', why: next.title } as const
  const why = { en: 'shows the results', ko: '결과를 보여 줍니다' }
  return { kind: 'next', command: 'lab report', why } as const
}

function undoFrom({ id }: CheckedStep) {
  return {
    kind: 'next',
    command: `lab reset ${id}`,
    why: { en: 'undoes the step', ko: '이 단계를 되돌립니다' },
    also: { command: 'lab next', why: { en: 'then runs it again', ko: '그다음 다시 실행합니다' } },
  } as const
}
