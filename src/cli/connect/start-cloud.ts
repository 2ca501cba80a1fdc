import { type CloudFacts } from '../../cloud/control/cloud-facts.js'
import { CloudStartError } from '../../cloud/control/start-errors.js'
import { ensureCloud } from '../../cloud/control/ensure-cloud.js'
import type { Lifetime } from '../../cloud/control/daemon.js'
import { LabError } from '../../core/errors.js'
import type { UserInterface } from '../../core/user-interface.js'
import { interrupted } from '../../core/interruption.js'
import type { Text } from '../../system/text.js'
import type { Flags } from '../command-line/flags.js'

/** null: as it is, or the default. */
export type Choices = Pick<Flags, 'region' | 'delays' | 'cloud9'>

/** Starts the local cloud of that folder and shows how its start is coming along; one that runs stays as it is. */
export async function startCloud(
  dir: string,
  { region, delays, cloud9 }: Choices,
  ui: UserInterface,
  signal: AbortSignal,
  lifetime: Lifetime = 'until-stopped',
): Promise<CloudFacts> {
  const chosen = {
    ...(region !== null && { region }),
    ...(delays !== null && { delays }),
    ...(cloud9 !== null && { cloud9 }),
  }
  const started: CloudFacts[] = []
  await ui.run([
    {
      title: { en: 'Start the local cloud', ko: '로컬 클라우드 시작' },
      run: async (progress) => {
        const report = (text: Text) => progress({ kind: 'line', text })
        const ensured = ensureCloud({ dir, report, signal, lifetime, ...chosen })
        started.push(await ensured.catch((error: unknown) => rejectExplained(error, lifetime)))
      },
    },
  ])
  const [facts] = started
  if (facts === undefined) throw new Error('The user interface did not run the task')
  return facts
}

/** The local cloud knows nothing of the lab's errors. */
export function explainedStart(error: CloudStartError): LabError {
  const { code, what, why, next } = error
  return new LabError({ code, what, why, next, cause: error })
}

function rejectExplained(error: unknown, lifetime: Lifetime): never {
  if (error instanceof CloudStartError) throw explainedStart(error)
  throw error instanceof Error && error.name === 'AbortError' ? interruptedStart(error, lifetime) : error
}

const interruptedStart = (cause: Error, lifetime: Lifetime): LabError =>
  interrupted(
    lifetime === 'until-stopped' ? { why: GOES_ON, next: END_IT, cause } : { why: UNCHANGED, cause },
  )

const GOES_ON: Text = {
  en: 'The local cloud continues to start in the background.',
  ko: '로컬 클라우드는 백그라운드에서 계속 시작됩니다.',
}
const END_IT: Text = {
  en: 'To end it, type `lab cloud stop`.',
  ko: '끝내려면 `lab cloud stop`을 입력하세요.',
}
const UNCHANGED: Text = { en: 'Nothing was changed.', ko: '변경된 내용은 없습니다.' }
