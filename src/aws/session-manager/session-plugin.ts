import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { LabError } from '../../core/errors.js'
import type { Access } from '../../core/target.js'
import { type Text, verbatim } from '../../system/text.js'
import { waitUntil } from '../client/wait.js'

/** AWS's `session-manager-plugin`, which carries one session's data. */
export interface Plugin {
  /** The port of this computer that it has opened. */
  readonly port: number
  stop(): Promise<void>
}

export interface PluginStart {
  /** As StartSession answered it: the token lets its bearer into the instance. */
  readonly session: object
  /** What StartSession was asked. */
  readonly request: object
  readonly access: Access
  readonly signal: AbortSignal
}

const PROGRAM = 'session-manager-plugin'
/** The AWS CLI's name for it. */
const SESSION_VARIABLE = 'AWS_SSM_START_SESSION_RESPONSE'
/** Later ones take the session from the environment; earlier ones from the command line, where every user of the computer can read it. */
const LAST_TOO_OLD = [1, 2, 497, 0]

/** Resolves when it has opened a port, which it chooses itself: one that was chosen for it could be somebody else's by then. */
export async function startPlugin(start: PluginStart): Promise<Plugin> {
  await requireNewPlugin()
  const { session, request, access, signal } = start
  const profile = access.credentials.kind === 'default-chain' ? (access.credentials.profile ?? '') : ''
  const endpoint = access.target.endpoint ?? `https://ssm.${access.target.region}.amazonaws.com`
  const child = spawn(
    PROGRAM,
    [SESSION_VARIABLE, access.target.region, 'StartSession', profile, JSON.stringify(request), endpoint],
    {
      // It calls AWS as the person does: whatever leads to their credentials there, leads to them here.
      env: { ...process.env, [SESSION_VARIABLE]: JSON.stringify(session) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for the lab, which ends the load first.
      detached: true,
    },
  )
  endWithThisProcess(child)
  const said = lastWords(child)
  try {
    const port = await waitUntil({
      waitingFor: { en: 'the tunnel', ko: '터널 연결 대기' },
      seconds: 60,
      signal,
      look: async () => {
        if (child.exitCode !== null || child.signalCode !== null) throw pluginEnded(said())
        return portOpenedIn(said())
      },
    })
    return { port, stop: () => stop(child) }
  } catch (thrown) {
    await stop(child)
    throw thrown
  }
}

/** null: it has not said so yet. To connect would take the one connection that a plugin without multiplexing carries. */
function portOpenedIn(said: string): number | null {
  const [, port] = /^Port (\d+) opened for sessionId /m.exec(said) ?? []
  return port === undefined ? null : Number(port)
}

async function requireNewPlugin(): Promise<void> {
  const version = await promisify(execFile)(PROGRAM, ['--version']).then(
    ({ stdout }) => stdout.trim(),
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw noPlugin()
      throw error
    },
  )
  const parts = version.split('.').map(Number)
  const differs = LAST_TOO_OLD.findIndex((last, index) => parts[index] !== last)
  if (differs === -1 || !((parts[differs] ?? 0) > (LAST_TOO_OLD[differs] ?? 0))) throw tooOld(version)
}

function lastWords(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (more: string) => (text = (text + more).slice(-1_000)))
  return () => text.trim()
}

/** In a session of its own it would outlive a lab that leaves at once, and hold the port and the tunnel open. */
function endWithThisProcess(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGTERM')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(late)
}

const INSTALL: Text = {
  en: 'Install AWS’s Session Manager plugin (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html; on macOS `brew install --cask session-manager-plugin`), or open the port for your address instead: leave `--tunnel` out.',
  ko: 'AWS Session Manager 플러그인을 설치하거나(https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html, macOS는 `brew install --cask session-manager-plugin`), `--tunnel` 없이 내 주소에만 포트를 여세요.',
}

const noPlugin = (): LabError =>
  new LabError({
    code: 'no-session-plugin',
    what: {
      en: `A tunnel needs the program ${PROGRAM}, and it is not on the PATH.`,
      ko: `터널을 사용하려면 ${PROGRAM} 프로그램이 필요하지만 PATH에 없습니다.`,
    },
    why: null,
    next: INSTALL,
  })

const tooOld = (version: string): LabError =>
  new LabError({
    code: 'old-session-plugin',
    what: {
      en: `${PROGRAM} ${version} is too old; a version later than ${LAST_TOO_OLD.join('.')} is needed.`,
      ko: `${PROGRAM} ${version}은(는) 너무 오래된 버전입니다. ${LAST_TOO_OLD.join('.')}보다 새로운 버전이 필요합니다.`,
    },
    why: {
      en: 'It takes the session token on its command line, where every user of this computer can read it.',
      ko: '세션 토큰을 명령줄 인수로 전달해야 해서 이 컴퓨터의 다른 사용자가 읽을 수 있습니다.',
    },
    next: INSTALL,
  })

const pluginEnded = (said: string): LabError =>
  new LabError({
    code: 'tunnel-ended',
    what: { en: 'The tunnel could not be opened.', ko: '터널을 열지 못했습니다.' },
    why: verbatim(said === '' ? `${PROGRAM}: -` : said),
    next: {
      en: 'Check the permission ssm:StartSession and that the instance is online, then type the same command.',
      ko: 'ssm:StartSession 권한과 인스턴스 연결 상태를 확인한 뒤 같은 명령을 실행하세요.',
    },
  })
