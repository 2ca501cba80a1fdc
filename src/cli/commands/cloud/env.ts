import { join } from 'node:path'
import { cloudStatus } from '../../../cloud/control/cloud-status.js'
import type { CloudFacts } from '../../../cloud/control/cloud-facts.js'
import { cloudSilent } from '../../../cloud/control/start-errors.js'
import { type ExitName, LabError } from '../../../core/errors.js'
import { unknownValue } from '../../command-line/bad-value.js'
import type { CommandCall } from '../../command.js'
import { explainedStart } from '../../connect/start-cloud.js'
import { SET_VARIABLES, variablesOf } from '../../shell-settings/aws-variables.js'
import { type Changes, pastTheProxy, throughTheProxy } from '../../shell-settings/no-proxy.js'
import { scriptFor, type Shell, SHELLS, shellOf } from '../../shell-settings/shells.js'

export async function run({ context: { env }, screen, flags, options }: CommandCall): Promise<ExitName> {
  const shell = shellWanted(options.get('shell')) ?? shellOf(env)
  if (options.has('unset')) {
    const away: Changes = Object.fromEntries(SET_VARIABLES.map((name) => [name, null]))
    screen.results.print(scriptFor(shell, 'none', { ...away, ...throughTheProxy(env) }))
    return 'done'
  }
  const facts = await factsOfRunning(join(flags.dir, 'cloud'))
  screen.results.print(scriptFor(shell, 'all', { ...variablesOf(facts), ...pastTheProxy(env) }))
  return 'done'
}

function shellWanted(typed: string | undefined): Shell | null {
  if (typed === undefined) return null
  const shell = SHELLS.find((known) => known === typed)
  if (shell !== undefined) return shell
  throw unknownValue('--shell', typed, SHELLS)
}

async function factsOfRunning(dir: string): Promise<CloudFacts> {
  const found = await cloudStatus(dir)
  if (found.kind === 'silent') throw explainedStart(cloudSilent(found.pid))
  if (found.kind === 'running') return found.facts
  throw new LabError({
    code: 'cloud-not-running',
    what: { en: 'The local cloud is not running.', ko: '로컬 클라우드가 실행 중이 아닙니다.' },
    why: null,
    next: { en: 'Start it with `lab cloud start`.', ko: '`lab cloud start`로 시작하세요.' },
  })
}
