import { aws } from '../../src/aws/client/aws.js'
import { findGateway } from '../../src/aws/api-gateway/gateway.js'
import { LabError } from '../../src/core/errors.js'
import type { Step, StepContext } from '../../src/core/step.js'
import { pricesIn } from '../../src/report/cost/prices.js'
import { checkRun } from '../load-test/check-run.js'
import { GUESS_QUESTIONS, guessOf } from '../load-test/guess.js'
import { type ChosenLoad, recordedLoad } from '../load-test/load.js'
import { loadPlan, placeOf } from '../load-test/load-plan.js'
import { loadTest } from '../load-test/load-test.js'
import { seenInRun } from '../load-test/shown.js'

const FIRST_TEST = 'load-test-1'

/** The same load again, after what step 4 did: nothing of the load is asked, or the two could not be compared. */
export const step: Step = {
  questions: async () => GUESS_QUESTIONS,
  plan: async (lab) => {
    const { invokeUrl } = await findGateway(aws(lab.access, lab.signal))
    return loadPlan(lab.access.names.function, sameLoad(lab), invokeUrl, {
      prices: pricesIn(lab.access.prices),
      place: placeOf(lab.access),
    })
  },
  apply: (lab, answers) => loadTest(lab, sameLoad(lab), guessOf(answers)),
  check: checkRun,
  seen: seenInRun,
}

function sameLoad(lab: StepContext): ChosenLoad {
  const load = recordedLoad(lab, FIRST_TEST)
  if (load !== null) return load
  throw new LabError({
    code: 'no-first-test',
    what: { en: 'The first load test is not recorded.', ko: '1차 부하 테스트 기록이 없습니다.' },
    why: {
      en: 'The second test repeats its load exactly.',
      ko: '2차 테스트는 1차와 똑같은 부하를 사용합니다.',
    },
    next: {
      en: 'Type `lab reset load-test-1`, then `lab run`.',
      ko: '`lab reset load-test-1`을 실행한 뒤 `lab run`을 실행하세요.',
    },
  })
}
