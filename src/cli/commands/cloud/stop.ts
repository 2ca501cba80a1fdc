import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stopCloud, type StopOutcome } from '../../../cloud/control/stop-cloud.js'
import type { ExitName } from '../../../core/errors.js'
import { spendReserve } from '../../../system/disk-reserve.js'
import type { Text } from '../../../system/text.js'
import { labStore } from '../../connect/lab-store.js'
import { tell } from '../../../ui/tell.js'
import type { CommandCall } from '../../command.js'

export async function run({ screen, flags, typed }: CommandCall): Promise<ExitName> {
  const dir = join(flags.dir, 'cloud')
  // The lock has to be written.
  await spendReserve(flags.dir)
  const outcome = existsSync(flags.dir)
    ? // Not under the feet of a command that is using it.
      await labStore(flags.dir).exclusively(typed, () => stopCloud(dir))
    : await stopCloud(dir)
  tell(screen, { kind: 'success', text: SAID[outcome.kind] })
  tell(screen, {
    kind: 'next',
    command: 'lab next',
    why: { en: 'starts it again when it is needed', ko: '필요하면 다시 시작합니다' },
  })
  return 'done'
}

const SAID: Readonly<Record<StopOutcome['kind'], Text>> = {
  stopped: {
    en: 'The local cloud is stopped; its data is kept.',
    ko: '로컬 클라우드를 중지했습니다. 데이터는 유지됩니다.',
  },
  killed: {
    en: 'The local cloud did not stop by itself and was killed; its data is kept.',
    ko: '로컬 클라우드가 스스로 끝나지 않아 강제로 종료했습니다. 데이터는 유지됩니다.',
  },
  'not-running': { en: 'The local cloud is not running.', ko: '로컬 클라우드가 실행 중이 아닙니다.' },
}
