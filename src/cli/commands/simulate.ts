import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ExitName, explained, LabError } from '../../core/errors.js'
import type { Text } from '../../system/text.js'
import { pricesIn } from '../../report/cost/prices.js'
import { html } from '../../report/html/html.js'
import { comparisonOf, reportJson } from '../../report/report-json.js'
import type { TestRun } from '../../report/run/run.js'
import { told } from '../../report/summary.js'
import { storyOfScenarios } from '../../report/story/scenarios.js'
import { scenarioTable } from '../../report/what-if/scenario-table.js'
import { play } from '../../report/what-if/what-if.js'
import { simulationView } from '../../ui/simulation/simulation-view.js'
import { tell } from '../../ui/tell.js'
import type { CommandCall } from '../command.js'
import { knownPrices } from '../prices/known-prices.js'
import { versusOf, scenarioOf } from '../simulate/parse-scenario.js'

export async function run(call: CommandCall): Promise<ExitName> {
  const { options, screen, flags } = call
  const { wanted, names } = scenarios(options)
  const madeAt = new Date().toISOString()
  const runs = await Promise.all(
    wanted.map(async (whatIf) => play(whatIf, pricesIn(await knownPrices(whatIf.region)), madeAt)),
  )
  if (flags.json) screen.results.printJson(reportJson(runs))
  else show(runs, names, call)
  const file = options.get('html')
  if (file !== undefined) await save(runs, names, madeAt, resolve(call.context.cwd, file), call)
  return 'done'
}

/** One scenario, or two; all that was typed is judged before the first is played. */
function scenarios(typed: ReadonlyMap<string, string>) {
  const versus = typed.get('versus')
  if (versus === undefined) return { wanted: [scenarioOf(typed)], names: [SCENARIO] }
  return {
    wanted: [scenarioOf(typed), scenarioOf(versusOf(typed, versus))],
    names: [FIRST, { en: `With ${versus}`, ko: `${versus} 적용` }],
  }
}

const SCENARIO: Text = { en: 'The scenario', ko: '시나리오' }
const FIRST: Text = { en: 'As it is', ko: '기본 시나리오' }

function show(runs: readonly TestRun[], names: readonly Text[], { screen }: CommandCall): void {
  const layout = screen.results.layout()
  const columns = Math.min(layout.columns, 100)
  const wide = Number.isFinite(layout.columns) ? layout : { ...layout, columns }
  screen.results.print(['', ...simulationView(runs, names, wide)])
  tell(screen, { kind: 'shown', shown: scenarioTable(runs, names) })
  const { headline, parts } = storyOfScenarios(runs, names)
  for (const shown of [{ kind: 'text', text: headline } as const, ...parts.map(told)])
    tell(screen, { kind: 'shown', shown })
}

async function save(
  runs: readonly TestRun[],
  names: readonly Text[],
  madeAt: string,
  path: string,
  { screen, flags }: CommandCall,
): Promise<void> {
  const page = html({ runs, names, comparison: comparisonOf(runs), lang: screen.lang, madeAt })
  await writeFile(path, page).catch((error: unknown) => {
    throw new LabError({
      code: 'not-written',
      what: { en: `${path} could not be written.`, ko: `${path} 파일을 쓸 수 없습니다.` },
      why: explained(error).what,
      next: { en: 'Choose another file with `--html`.', ko: '`--html`로 다른 파일을 지정하세요.' },
    })
  })
  if (!flags.json)
    tell(screen, { kind: 'success', text: { en: `The report: ${path}`, ko: `보고서: ${path}` } })
}
