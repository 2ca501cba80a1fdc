import { type Aws, aws } from '../../src/aws/client/aws.js'
import type { Fact, Plan, Shown } from '../../src/core/plan.js'
import type { Task } from '../../src/core/progress.js'
import type { Answers } from '../../src/core/question.js'
import type { Check, Step, StepContext } from '../../src/core/step.js'
import type { Text } from '../../src/system/text.js'
import { factsAndText } from '../seen.js'
import { choiceOf } from './choice.js'
import { checkCode, codePlan, codeTasks } from './code.js'
import { preconditions } from './preconditions.js'
import { FUNCTION_CODE } from './optimization.js'
import { checkProvisioning } from './provisioning/check.js'
import { provisioningPlan } from './provisioning/plan.js'
import { PROVISIONED_ENVIRONMENTS } from './provisioning/rows.js'
import { CODE_QUESTIONS } from './questions.js'
import { provisioningTasks } from './provisioning/tasks.js'
import { tryAfter, tryBefore } from './trial.js'

/** The function's code with secret and connection out of the handler; or ready environments provisioned for the code as it is. */
export const step: Step = { questions: async () => CODE_QUESTIONS, plan, apply, check, seen }

async function plan(lab: StepContext, answers: Answers): Promise<Plan> {
  const choice = choiceOf(answers)
  const cloud = aws(lab.access, lab.signal)
  const found = await preconditions(lab, cloud, choice)
  const code = await codePlan(lab, cloud, choice, found.live)
  const provisioning =
    choice.provisioned > 0 ? provisioningPlan(lab, found, choice.provisioned) : NOTHING_PROVISIONED
  return {
    items: [
      ...code.items,
      ...provisioning.items,
      {
        op: 'run',
        what: {
          en: 'test invocations and a call of the URL, before and after',
          ko: '변경 전후 테스트 호출과 URL 호출',
        },
      },
    ],
    warnings: provisioning.warnings,
    shows: code.shows,
    cost: provisioning.cost,
  }
}

const NOTHING_PROVISIONED: Pick<Plan, 'items' | 'warnings' | 'cost'> = { items: [], warnings: [], cost: null }

function apply(lab: StepContext, answers: Answers): readonly Task[] {
  const choice = choiceOf(answers)
  const cloud = aws(lab.access, lab.signal)
  return [
    ...(choice.code === 'exchanged' ? codeTasks(lab, cloud, choice) : [tryAsItIs(lab, cloud)]),
    ...(choice.provisioned > 0
      ? [...provisioningTasks(lab, cloud, choice.provisioned), tryThroughAlias(lab, cloud)]
      : []),
  ]
}

function tryAsItIs(lab: StepContext, cloud: Aws): Task {
  return {
    title: { en: 'Test the function as it is', ko: '현재 함수를 호출해 보기' },
    run: async (progress) => {
      if (lab.ledger.row(PROVISIONED_ENVIRONMENTS) === null) await tryBefore(lab, cloud, progress)
    },
  }
}

function tryThroughAlias(lab: StepContext, cloud: Aws): Task {
  return {
    title: { en: 'Test what the API calls now', ko: 'API가 호출하는 별칭을 호출해 보기' },
    run: (progress) => tryAfter(lab, cloud, lab.labId, progress),
  }
}

/** What was chosen is told by the rows. */
async function check(lab: StepContext): Promise<Check> {
  const cloud = aws(lab.access, lab.signal)
  const isProvisioned = lab.ledger.row(PROVISIONED_ENVIRONMENTS) !== null
  const provisioning = isProvisioned ? await checkProvisioning(lab, cloud) : null
  if (provisioning !== null && provisioning.kind !== 'holds') return provisioning
  if (isProvisioned && lab.ledger.row(FUNCTION_CODE) === null && provisioning !== null) return provisioning
  const code = await checkCode(lab, cloud)
  return code.kind === 'holds'
    ? { kind: 'holds', facts: [...code.facts, ...(provisioning?.facts ?? [])] }
    : code
}

async function seen(lab: StepContext, facts: readonly Fact[]): Promise<readonly Shown[]> {
  const isProvisioned = lab.ledger.row(PROVISIONED_ENVIRONMENTS) !== null
  return factsAndText(facts, isProvisioned ? SEEN_PROVISIONED : SEEN)
}

const SEEN: Text = {
  en: 'The new code is live, and `lab reset` puts the original back. Nothing else was changed, so whatever differs under the same load is the effect of this.',
  ko: '새 코드가 배포되었고, 원래 코드는 보관해 두어 `lab reset`으로 되돌릴 수 있습니다. 그 밖에는 아무것도 바꾸지 않았으므로, 같은 부하에서 달라지는 것은 이 변경의 효과입니다.',
}
const SEEN_PROVISIONED: Text = {
  en: 'Environments are ready before anyone asks for them, and are paid for, used or not, until `lab reset`. Nothing else was changed, so whatever differs under the same load is the effect of this.',
  ko: '요청이 오기 전에 실행 환경을 준비해 두었으며, `lab reset`을 실행할 때까지 사용하지 않아도 요금이 부과됩니다. 그 밖에는 아무것도 바꾸지 않았으므로, 같은 부하에서 달라지는 것은 이 변경의 효과입니다.',
}
