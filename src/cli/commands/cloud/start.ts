import { join } from 'node:path'
import type { ExitName } from '../../../core/errors.js'
import { openHost } from '../../../ui/host/open-host.js'
import { tell } from '../../../ui/tell.js'
import type { Call } from '../../command.js'
import { startCloud } from '../../connect/start-cloud.js'
import { askingOf } from '../../open-lab.js'

export async function run(call: Call): Promise<ExitName> {
  const host = await openHost(call.screen, askingOf(call, 'allow'), call.world.signal)
  const { endpoint } = await startCloud(join(call.flags.dir, 'cloud'), host, call.world.signal)
  tell(call.screen, {
    kind: 'success',
    text: {
      en: `The local cloud runs at ${endpoint}.`,
      ko: `로컬 클라우드를 ${endpoint}에서 실행하고 있습니다.`,
    },
  })
  tell(call.screen, {
    kind: 'next',
    command: 'eval "$(lab cloud env)"',
    why: { en: 'lets any AWS client talk to it', ko: '다른 AWS 클라이언트로도 접속할 수 있습니다' },
  })
  return 'done'
}
