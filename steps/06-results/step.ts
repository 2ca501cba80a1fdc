import type { Fact, Plan, Shown } from '../../src/core/plan.js'
import type { Task } from '../../src/core/progress.js'
import type { Check, Step, StepContext } from '../../src/core/step.js'
import { type Text, verbatim } from '../../src/system/text.js'
import { compare } from '../../src/report/comparison/compare.js'
import { html } from '../../src/report/html/html.js'
import { reportJson } from '../../src/report/report-json.js'
import type { TestRun } from '../../src/report/run/run.js'
import { answer } from '../../src/report/answer.js'
import { LabError } from '../../src/core/errors.js'
import { recordedRun } from '../load-test/recorded-runs.js'
import { EVERYTHING_ELSE } from '../load-test/shown.js'

const TESTS = ['load-test-1', 'load-test-2'] as const
const HTML = 'report.html'
const JSON_FILE = 'report.json'

/** Both tests side by side, in the terminal and as one HTML file. */
export const step: Step = { questions: async () => [], plan, apply, check, seen }

async function plan(lab: StepContext): Promise<Plan> {
  await bothRuns(lab)
  return {
    items: [HTML, JSON_FILE].map((name) => ({ op: 'write', what: verbatim(lab.artifacts.path(name)) })),
    warnings: [],
    shows: [],
    cost: null,
  }
}

function apply(lab: StepContext): readonly Task[] {
  return [
    {
      title: { en: 'Compare the two tests and write the report', ko: '두 테스트를 비교하고 보고서 만들기' },
      run: async (progress) => {
        const runs = await bothRuns(lab)
        const madeAt = new Date().toISOString()
        const page = html({ runs, comparison: compare(...runs), lang: lab.lang, madeAt })
        await lab.artifacts.write(JSON_FILE, JSON.stringify(reportJson(runs), null, 2))
        await lab.artifacts.write(HTML, page)
        await lab.records.write({ madeOf: runs.map(({ startedAt }) => startedAt) })
        progress({ kind: 'line', text: verbatim(lab.artifacts.path(HTML)) })
      },
    },
  ]
}

async function check(lab: StepContext): Promise<Check> {
  const files = await Promise.all([HTML, JSON_FILE].map((name) => lab.artifacts.read(name)))
  if (files.includes(null)) return { kind: 'missing', why: noReport }
  const runs = await bothRuns(lab)
  const madeOf = lab.records.read(lab.stepId)?.['madeOf']
  if (JSON.stringify(madeOf) !== JSON.stringify(runs.map(({ startedAt }) => startedAt))) {
    return { kind: 'missing', why: ofOtherTests }
  }
  return {
    kind: 'holds',
    facts: [{ name: { en: 'Report', ko: '보고서' }, value: verbatim(lab.artifacts.path(HTML)) }],
  }
}

/** The answer, and where the rest is. */
async function seen(lab: StepContext, facts: readonly Fact[]): Promise<readonly Shown[]> {
  const runs = await bothRuns(lab)
  return [
    ...answer(runs, compare(...runs)),
    { kind: 'facts', title: null, facts },
    { kind: 'text', text: EVERYTHING_ELSE },
  ]
}

async function bothRuns(lab: StepContext): Promise<readonly [TestRun, TestRun]> {
  const [before, after] = await Promise.all(TESTS.map((id) => recordedRun(lab, id)))
  if (before == null) throw notRecorded(TESTS[0])
  if (after == null) throw notRecorded(TESTS[1])
  return [before, after]
}

function notRecorded(stepId: string): LabError {
  return new LabError({
    code: 'test-not-recorded',
    what: { en: `The test ${stepId} has not been recorded.`, ko: `${stepId} 테스트 기록이 없습니다.` },
    why: { en: 'A comparison needs both tests.', ko: '비교하려면 두 테스트가 모두 필요합니다.' },
    next: {
      en: `Type \`lab reset ${stepId}\`, then \`lab run\`.`,
      ko: `\`lab reset ${stepId}\` 명령을 실행한 뒤 \`lab run\`을 실행하세요.`,
    },
  })
}

const noReport: Text = { en: 'There is no report.', ko: '보고서가 없습니다.' }
const ofOtherTests: Text = {
  en: 'The report was made from other tests than those recorded now.',
  ko: '보고서가 지금 기록된 테스트로 만든 것이 아닙니다.',
}
