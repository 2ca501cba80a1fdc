import { aws } from '../../src/aws/client/aws.js'
import { findGateway } from '../../src/aws/api-gateway/gateway.js'
import type { Step } from '../../src/core/step.js'
import { pricesIn } from '../../src/report/cost/prices.js'
import { checkRun } from '../load-test/check-run.js'
import { GUESS_QUESTIONS, guessOf } from '../load-test/guess.js'
import { chosenLoad, loadQuestions } from '../load-test/load.js'
import { loadPlan, placeOf } from '../load-test/load-plan.js'
import { loadTest } from '../load-test/load-test.js'
import { seenInRun } from '../load-test/shown.js'

/** The first load test, against the code as Modules 1 to 3 left it. */
export const step: Step = {
  questions: async (lab) => [...loadQuestions(lab), ...GUESS_QUESTIONS],
  plan: async (lab, answers) => {
    const { invokeUrl } = await findGateway(aws(lab.access, lab.signal))
    return loadPlan(lab.access.names.function, chosenLoad(answers), invokeUrl, {
      prices: pricesIn(lab.access.prices),
      place: placeOf(lab.access),
    })
  },
  apply: (lab, answers) => loadTest(lab, chosenLoad(answers), guessOf(answers)),
  check: checkRun,
  seen: seenInRun,
}
