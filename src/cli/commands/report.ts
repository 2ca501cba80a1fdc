import { type ExitName, LabError } from '../../core/errors.js'
import type { Artifacts } from '../../core/artifacts.js'
import type { Shown } from '../../core/plan.js'
import type { NextCommand } from '../../core/user-interface.js'
import { answer } from '../../report/answer.js'
import { compare } from '../../report/comparison/compare.js'
import type { Comparison } from '../../report/comparison/comparison.js'
import { pricesIn } from '../../report/cost/prices.js'
import { html } from '../../report/html/html.js'
import { parseRun } from '../../report/run/parse-run.js'
import { reportJson } from '../../report/report-json.js'
import type { Text } from '../../system/text.js'
import type { TestRun } from '../../report/run/run.js'
import { summary } from '../../report/summary.js'
import { labStore } from '../connect/lab-store.js'
import { runningJson } from '../../ui/status/running-view.js'
import { tell } from '../../ui/tell.js'
import { testDetails } from '../../../steps/load-test/details.js'
import { runFile } from '../../../steps/load-test/recorded-runs.js'
import type { CommandCall } from '../command.js'
import { knownPrices } from '../prices/known-prices.js'
import { runningIn } from '../prices/running-costs.js'

const HTML = 'report.html'

export async function run(call: CommandCall): Promise<ExitName> {
  const { runs, undone } = await recordedRuns(call)
  if (call.flags.json) {
    const running = runningJson(await runningIn(call.flags.dir))
    call.screen.results.printJson({ ...reportJson(runs), undone, running })
  } else {
    if (undone) tell(call.screen, { kind: 'warning', text: UNDONE })
    await show(runs, call)
  }
  return 'done'
}

const UNDONE: Text = {
  en: 'A reset has undone the steps of these tests: they are what was measured before it.',
  ko: '이 테스트들의 단계는 `lab reset`으로 되돌렸습니다. 아래는 되돌리기 전에 측정한 결과입니다.',
}

async function show(runs: readonly TestRun[], { screen, flags }: CommandCall): Promise<void> {
  const [before, after] = runs
  const comparison = before && after ? compare(before, after) : null
  const { artifacts } = labStore(flags.dir)
  const told = flags.full ? await everything(runs, comparison, artifacts) : answer(runs, comparison)
  for (const shown of told) tell(screen, { kind: 'shown', shown })
  await artifacts.write(HTML, html({ runs, comparison, lang: screen.lang, madeAt: new Date().toISOString() }))
  const path = artifacts.path(HTML)
  tell(screen, {
    kind: 'success',
    text: { en: `The whole report: ${path}`, ko: `전체 보고서: ${path}` },
  })
  const onward = after === undefined ? GO_ON : CLEAN_UP
  tell(screen, { kind: 'next', ...(flags.full ? onward : { ...EVERYTHING_ELSE, also: onward }) })
}

/** The tests one by one, then what follows from them. */
async function everything(
  runs: readonly TestRun[],
  comparison: Comparison | null,
  artifacts: Artifacts,
): Promise<readonly Shown[]> {
  const details = await Promise.all(
    runs.map(async (run) =>
      testDetails(run, artifacts.path(`runs/${run.id}`), pricesIn(await knownPrices(run.target.region))),
    ),
  )
  return [...details.flat(), ...summary(runs, comparison)]
}

/**
 * The tests of the steps that are not undone, in the course's order; where a reset has undone all of them, those that were
 * measured before it.
 */
async function recordedRuns({
  context,
  flags,
}: CommandCall): Promise<{ readonly runs: readonly TestRun[]; readonly undone: boolean }> {
  const store = labStore(flags.dir)
  const [{ steps }, state] = await Promise.all([context.loadCourse(), store.read()])
  const files = await Promise.all(
    steps.map(async ({ id }) => ({ id, bytes: await store.artifacts.read(runFile(id)) })),
  )
  const recorded = files.flatMap(({ id, bytes }) =>
    bytes === null ? [] : [{ run: parseRun(bytes), current: state?.steps[id] !== undefined }],
  )
  const undone = !recorded.some(({ current }) => current)
  const runs = recorded.filter(({ current }) => current || undone).map(({ run }) => run)
  if (runs.length > 0) return { runs, undone }
  throw new LabError({
    code: 'no-tests',
    what: { en: 'No load test has been recorded yet.', ko: '기록된 부하 테스트가 아직 없습니다.' },
    why: null,
    next: { en: 'Continue with `lab next`.', ko: '`lab next`로 이어서 진행하세요.' },
  })
}

const EVERYTHING_ELSE: NextCommand = {
  command: 'lab report --full',
  why: { en: 'shows everything else', ko: '나머지 결과를 모두 보여 줍니다' },
}

const GO_ON: NextCommand = {
  command: 'lab next',
  why: { en: 'continues to the second test', ko: '두 번째 테스트로 이어집니다' },
}

const CLEAN_UP: NextCommand = {
  command: 'lab reset',
  why: { en: 'removes everything that the lab created', ko: '실습이 만든 것을 모두 지웁니다' },
}
