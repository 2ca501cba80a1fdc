import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cloudStatus } from '../../cloud/control/cloud-status.js'
import { stopCloud } from '../../cloud/control/stop-cloud.js'
import type { Lab } from '../../core/engine/lab.js'
import type { WasReset } from '../../core/engine/reset.js'
import type { Call } from '../command.js'

/** The local cloud ends with the lab that it was started for: its processes, then its folder. */
export async function removeCloud(
  { flags }: Call,
  { host, store, options }: Lab,
  was: WasReset['kind'],
): Promise<void> {
  const dir = join(flags.dir, 'cloud')
  if ((await cloudStatus(dir)).kind === 'absent') return
  // Nothing was asked yet where the lab itself had nothing to undo.
  if (was === 'nothing') {
    await host.confirm({
      en: 'Stop the local cloud and delete its folder?',
      ko: '로컬 클라우드를 멈추고 폴더를 삭제할까요?',
    })
  }
  await store.exclusively(options.command, () =>
    host.run([
      {
        title: { en: 'Stop the local cloud', ko: '로컬 클라우드 중지' },
        run: async () => {
          await stopCloud(dir)
          await rm(dir, { recursive: true, force: true })
        },
      },
    ]),
  )
  host.tell({
    kind: 'success',
    text: {
      en: 'The local cloud, its database and its load generator are stopped. Nothing is left.',
      ko: '로컬 클라우드와 데이터베이스, 부하 생성기를 모두 중지했습니다. 남은 것은 없습니다.',
    },
  })
}
