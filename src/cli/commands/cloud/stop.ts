import { join } from 'node:path'
import { cloudStatus } from '../../../cloud/control/cloud-status.js'
import { stopCloud } from '../../../cloud/control/stop-cloud.js'
import type { ExitName } from '../../../core/errors.js'
import { labFolder } from '../../../store/lab-folder.js'
import { tell } from '../../../ui/tell.js'
import type { Call } from '../../command.js'

export async function run({ screen, flags, typed }: Call): Promise<ExitName> {
  const dir = join(flags.dir, 'cloud')
  const { kind } = await cloudStatus(dir)
  if (kind !== 'absent') {
    // Not under the feet of a command that is using it.
    await labFolder(flags.dir).exclusively(typed, () => stopCloud(dir))
  }
  tell(screen, { kind: 'success', text: kind === 'running' ? STOPPED : NOT_RUNNING })
  tell(screen, {
    kind: 'next',
    command: 'lab next',
    why: { en: 'starts it again when it is needed', ko: '필요하면 다시 시작합니다' },
  })
  return 'done'
}

const STOPPED = {
  en: 'The local cloud is stopped; its world is kept.',
  ko: '로컬 클라우드를 멈췄습니다. 내용은 그대로 있습니다.',
}
const NOT_RUNNING = { en: 'The local cloud is not running.', ko: '로컬 클라우드가 실행 중이 아닙니다.' }
