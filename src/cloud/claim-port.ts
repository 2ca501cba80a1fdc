import { access } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { cloudFiles } from './control/cloud-files.js'
import { CloudStartError } from './control/control.js'
import { healthAt } from './control/health.js'
import { withNewPort } from './saved-settings.js'
import { listen, type StartingServer } from './server/serve.js'
import type { Settings } from './settings.js'

export type Claim =
  | { readonly kind: 'claimed'; readonly server: StartingServer; readonly settings: Settings }
  /** Another process serves this folder, or is about to. */
  | { readonly kind: 'taken' }

/**
 * Takes the cloud's port. It is also the lock on the folder: the system gives it to one process, and takes it back
 * whatever way that one ends. A cloud that nobody knows yet moves to another port where some programme is in the way;
 * later its address is in too many places, and the start fails. Throws CloudStartError `port-busy`.
 */
export async function claimPort(settings: Settings, nonce: string): Promise<Claim> {
  const holderEndsBy = performance.now() + ENDING_MS
  let wanted = settings
  let moves = 0
  for (;;) {
    const server = await tryListen(wanted, nonce)
    if (server !== null) return { kind: 'claimed', server, settings: { ...wanted, port: server.port } }
    const health = await healthAt(wanted.port, wanted.secretAccessKey)
    if (health.kind === 'cloud') return { kind: 'taken' }
    if (health.kind === 'nobody' && performance.now() < holderEndsBy) {
      await pause(POLL_MS)
      continue
    }
    if (moves === MOST_MOVES || (await hasWorld(wanted.dir))) throw portBusy(wanted.port)
    wanted = await withNewPort(wanted)
    moves += 1
  }
}

/** The system gives a killed process's port back a little after the process itself is gone. */
const ENDING_MS = 3_000
const POLL_MS = 20
const MOST_MOVES = 5

async function tryListen(settings: Settings, nonce: string): Promise<StartingServer | null> {
  try {
    return await listen({ settings, nonce })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null
    throw error
  }
}

const hasWorld = async (dir: string): Promise<boolean> =>
  access(cloudFiles(dir).world).then(
    () => true,
    () => false,
  )

const portBusy = (port: number): CloudStartError =>
  new CloudStartError(
    'port-busy',
    {
      en: `Port ${port}, the local cloud's own, is in use by another program.`,
      ko: `로컬 클라우드가 사용하는 포트 ${port}을(를) 다른 프로그램이 사용하고 있습니다.`,
    },
    {
      en: 'The address is written into what was set up already, so it cannot change.',
      ko: '이 주소가 이미 만들어진 리소스에 기록되어 있어 변경할 수 없습니다.',
    },
    {
      en: `Find the program with \`lsof -nP -iTCP:${port} -sTCP:LISTEN\`, end it, and repeat the command.`,
      ko: `\`lsof -nP -iTCP:${port} -sTCP:LISTEN\`으로 해당 프로그램을 찾아 종료한 뒤 명령을 다시 실행하세요.`,
    },
  )
