import { join } from 'node:path'
import { cloudStatus } from '../../../cloud/control/cloud-status.js'
import { cloudSilent } from '../../../cloud/control/silent.js'
import { shellQuoted } from '../../../system/shell-words.js'
import { type ExitName, LabError } from '../../../core/errors.js'
import type { CommandCall } from '../../command.js'
import { explainedStart } from '../../connect/start-cloud.js'

export async function run({ screen, flags }: CommandCall): Promise<ExitName> {
  const found = await cloudStatus(join(flags.dir, 'cloud'))
  if (found.kind === 'silent') throw explainedStart(cloudSilent(found.pid))
  if (found.kind !== 'running') throw notRunning()
  const { endpoint, accessKeyId, secretAccessKey, region } = found.facts
  const variables = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }
  // A token or a profile that is set already would win over these.
  screen.results.print([
    'unset AWS_SESSION_TOKEN AWS_PROFILE',
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${shellQuoted(value)}`),
  ])
  return 'done'
}

function notRunning(): LabError {
  return new LabError({
    code: 'cloud-not-running',
    what: { en: 'The local cloud is not running.', ko: '로컬 클라우드가 실행 중이 아닙니다.' },
    why: null,
    next: { en: 'Start it with `lab cloud start`.', ko: '`lab cloud start`로 시작하세요.' },
  })
}
