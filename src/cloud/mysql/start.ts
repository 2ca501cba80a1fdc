import { mkdir } from 'node:fs/promises'
import type { Text } from '../../system/text.js'
import { CloudStartError } from '../control/start-errors.js'
import { endProcesses } from '../instance/end-processes.js'
import type { Settings } from '../settings.js'
import { isFree } from './address.js'
import { databaseFolder, markOf } from './database-record.js'
import { databaseRecord, type DatabaseRecord } from './database-record.js'
import type { Database } from './database.js'
import { findServer, type InstalledServer } from './server/find-server.js'
import { startServer } from './server/server-process.js'

interface StartOptions {
  readonly settings: Pick<Settings, 'dir'>
  readonly report: (line: Text) => void
}

/**
 * The database behind the application, on an address of its own that stays the same: a private MariaDB or MySQL where one is
 * installed, else the embedded server. `LAB_DATABASE=embedded` or `mariadb` in the environment decides otherwise. A server
 * that outlived a killed cloud is ended first. Throws CloudStartError: `port-busy`, `not-started`.
 */
export async function startDatabase({ settings, report }: StartOptions): Promise<Database> {
  const folder = databaseFolder(settings.dir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const record = await databaseRecord(folder)
  await endProcesses(markOf(record))
  if (!(await isFree(record))) throw addressBusy(record)
  const wanted = process.env['LAB_DATABASE']
  const server = wanted === 'embedded' ? null : await findServer()
  if (server === null && wanted === 'mariadb') throw notInstalled()
  if (server === null) return embedded(record)
  return installed(server, { folder, record, report, mayFallBack: wanted !== 'mariadb' })
}

async function embedded(record: DatabaseRecord): Promise<Database> {
  // Read only where it is used: the protocol's library takes a while to load.
  const { startEmbedded } = await import('./embedded/embedded-server.js')
  const stop = await startEmbedded(record)
  return { kind: 'embedded', ...connectionOf(record), state: () => 'up', stop }
}

async function installed(
  server: InstalledServer,
  options: {
    readonly folder: string
    readonly record: DatabaseRecord
    readonly report: (line: Text) => void
    readonly mayFallBack: boolean
  },
): Promise<Database> {
  const { folder, record, report, mayFallBack } = options
  const name = server.kind === 'mariadb' ? 'MariaDB' : 'MySQL'
  report({ en: `Starting ${name}`, ko: `${name}을(를) 시작하는 중입니다` })
  try {
    const environment = { LOCAL_CLOUD_DATABASE: record.nonce }
    const started = await startServer({ server, folder, record, environment })
    return { kind: server.kind, ...connectionOf(record), ...started }
  } catch (error) {
    if (!mayFallBack) throw notStarted(name, error)
    console.error(`${name} did not start:`, error)
    await endProcesses(markOf(record))
    report({
      en: `${name} did not start, so the small embedded server is used instead`,
      ko: `${name}이(가) 시작되지 않아 작은 내장 서버를 대신 사용합니다`,
    })
    return embedded(record)
  }
}

function connectionOf({
  host,
  port,
  username,
  password,
  schema,
}: DatabaseRecord): Omit<Database, 'kind' | 'state' | 'stop'> {
  return { host, port, username, password, schema }
}

function addressBusy({ host, port }: DatabaseRecord): CloudStartError {
  return new CloudStartError(
    'port-busy',
    {
      en: `Another program listens on ${host}:${port}, the address of the lab's database.`,
      ko: `실습용 데이터베이스의 주소 ${host}:${port}을(를) 다른 프로그램이 사용하고 있습니다.`,
    },
    {
      en: 'The function connects to this address, so it cannot change.',
      ko: '함수가 이 주소로 연결하므로 주소를 바꿀 수 없습니다.',
    },
    {
      en: `Find the program with \`lsof -nP -iTCP:${port} -sTCP:LISTEN\`, end it, and repeat the command.`,
      ko: `\`lsof -nP -iTCP:${port} -sTCP:LISTEN\`으로 해당 프로그램을 찾아 종료한 뒤 명령을 다시 실행하세요.`,
    },
  )
}

function notInstalled(): CloudStartError {
  return new CloudStartError(
    'not-started',
    {
      en: 'LAB_DATABASE is mariadb, but neither mariadbd nor mysqld is installed.',
      ko: 'LAB_DATABASE가 mariadb이지만 mariadbd나 mysqld가 설치되어 있지 않습니다.',
    },
    null,
    {
      en: 'Install MariaDB (`apt install mariadb-server-core`, `brew install mariadb`), or leave LAB_DATABASE unset.',
      ko: 'MariaDB를 설치하거나(`apt install mariadb-server-core`, `brew install mariadb`) LAB_DATABASE를 지정하지 마세요.',
    },
  )
}

function notStarted(name: string, error: unknown): CloudStartError {
  const message = error instanceof Error ? error.message : String(error)
  return new CloudStartError(
    'not-started',
    { en: `${name} did not start.`, ko: `${name}이(가) 시작되지 않았습니다.` },
    { en: message, ko: message },
    {
      en: 'Leave LAB_DATABASE unset to continue with the embedded server.',
      ko: '내장 서버로 계속하려면 LAB_DATABASE를 지정하지 마세요.',
    },
  )
}
