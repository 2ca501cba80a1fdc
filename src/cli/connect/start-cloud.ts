import { type CloudFacts, CloudStartError } from '../../cloud/control/control.js'
import { ensureCloud } from '../../cloud/control/ensure-cloud.js'
import { LabError } from '../../core/errors.js'
import type { Host } from '../../core/host.js'

/** Starts the local cloud of that folder and shows how its start is coming along. */
export async function startCloud(dir: string, host: Host): Promise<CloudFacts> {
  const started: CloudFacts[] = []
  await host.run([
    {
      title: { en: 'Start the local cloud', ko: '로컬 클라우드 시작' },
      run: async (progress) => {
        const report = (text: { en: string; ko: string }) => progress({ kind: 'line', text })
        started.push(await ensureCloud({ dir, report }).catch(rejectExplained))
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
  throw error instanceof CloudStartError ? explainedStart(error) : error
}
