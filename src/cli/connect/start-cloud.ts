import { type CloudFacts, CloudStartError } from '../../cloud/control/control.js'
import { ensureCloud } from '../../cloud/control/ensure-cloud.js'
import { LabError } from '../../core/errors.js'
import type { Host } from '../../core/host.js'
import type { Flags } from '../line/flags.js'

/** null: as it is, or the default. */
export type Choices = Pick<Flags, 'region' | 'delays' | 'cloud9'>

/** Starts the local cloud of that folder and shows how its start is coming along; one that runs stays as it is. */
export async function startCloud(
  dir: string,
  { region, delays, cloud9 }: Choices,
  host: Host,
  signal: AbortSignal,
): Promise<CloudFacts> {
  const chosen = {
    ...(region !== null && { region }),
    ...(delays !== null && { delays }),
    ...(cloud9 !== null && { cloud9 }),
  }
  const started: CloudFacts[] = []
  await host.run([
    {
      title: { en: 'Start the local cloud', ko: '로컬 클라우드 시작' },
      run: async (progress) => {
        const report = (text: { en: string; ko: string }) => progress({ kind: 'line', text })
        started.push(await ensureCloud({ dir, report, signal, ...chosen }).catch(rejectExplained))
      },
    },
  ])
  const [facts] = started
  if (facts === undefined) throw new Error('The host did not run the task')
  return facts
}

/** The local cloud knows nothing of the lab's errors. */
export function explainedStart(error: CloudStartError): LabError {
  const { code, what, why, next } = error
  return new LabError({ code, what, why, next, cause: error })
}

function rejectExplained(error: unknown): never {
  if (error instanceof CloudStartError) throw explainedStart(error)
  throw error instanceof Error && error.name === 'AbortError' ? interruptedStart(error) : error
}

function interruptedStart(cause: Error): LabError {
  return new LabError({
    code: 'interrupted',
    what: { en: 'Interrupted.', ko: '중단했습니다.' },
    why: {
      en: 'The local cloud continues to start in the background.',
      ko: '로컬 클라우드는 백그라운드에서 계속 시작됩니다.',
    },
    next: { en: 'To end it, type `lab cloud stop`.', ko: '끝내려면 `lab cloud stop`을 입력하세요.' },
    exit: 'interrupted',
    cause,
  })
}
