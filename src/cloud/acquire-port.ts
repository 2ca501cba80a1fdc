import { access } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { errorCode } from '../system/error-codes.js'
import { cloudFiles } from './control/cloud-files.js'
import { CloudStartError } from './control/start-errors.js'
import { healthAt } from './control/health.js'
import { holderOf } from './control/start-record.js'
import { withNewPort } from './saved-settings.js'
import { listen, type StartingServer } from './server/serve.js'
import type { Settings } from './settings.js'

export type AcquiredPort =
  | { readonly kind: 'acquired'; readonly server: StartingServer; readonly settings: Settings }
  /** Another process serves this folder, or is about to. */
  | { readonly kind: 'taken' }
  /** Another process has this folder, and neither answered nor ended in time. */
  | { readonly kind: 'silent' }

/**
 * Takes the cloud's port. It is also the lock on the folder: the system gives it to one process, and takes it back
 * whatever way that one ends. A cloud that nobody knows yet moves to another port where some program is in the way;
 * later its address is in too many places, and the start fails. Who has the port and does not answer may be this very cloud:
 * nothing moves away from it. Throws CloudStartError `port-busy`, and an AbortError by the signal.
 */
export async function acquirePort(
  settings: Settings,
  nonce: string,
  signal: AbortSignal,
  patienceMs: number = PATIENCE_MS,
): Promise<AcquiredPort> {
  const begun = performance.now()
  const longest = { silent: patienceMs, nobody: ENDING_MS, other: 0 }
  let wanted = settings
  let moves = 0
  for (;;) {
    const server = await tryListen(wanted, nonce)
    if (server !== null) return afterHolder(server, wanted, signal, patienceMs)
    const health = await healthAt(wanted.port, wanted.secretAccessKey)
    if (health.kind === 'cloud') return { kind: 'taken' }
    if (performance.now() - begun < longest[health.kind]) {
      await pause(POLL_MS, undefined, { signal })
      continue
    }
    if (health.kind === 'silent' && (await holderOf(wanted.dir)) !== null) return { kind: 'silent' }
    if (health.kind === 'silent' || moves === MOST_MOVES || (await hasSavedState(wanted.dir)))
      throw portBusy(wanted.port)
    wanted = await withNewPort(wanted)
    moves += 1
  }
}

/** How long a cloud that lives may leave everybody without an answer, or take to end what it had started. */
const PATIENCE_MS = 30_000
/** The system gives a killed process's port back a little after the process itself is gone. */
const ENDING_MS = 3_000
const POLL_MS = 20
const MOST_MOVES = 5

/** A cloud that is ending gives its port back before it has ended its database and written its state. */
async function afterHolder(
  server: StartingServer,
  settings: Settings,
  signal: AbortSignal,
  patienceMs: number,
): Promise<AcquiredPort> {
  const until = performance.now() + patienceMs
  while ((await holderOf(settings.dir)) !== null) {
    if (performance.now() > until) {
      await server.close()
      return { kind: 'silent' }
    }
    await pause(POLL_MS, undefined, { signal })
  }
  return { kind: 'acquired', server, settings: { ...settings, port: server.port } }
}

async function tryListen(settings: Settings, nonce: string): Promise<StartingServer | null> {
  try {
    return await listen({ settings, nonce })
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return null
    throw error
  }
}

const hasSavedState = async (dir: string): Promise<boolean> =>
  access(cloudFiles(dir).savedState).then(
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
