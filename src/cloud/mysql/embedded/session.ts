import type { Socket } from 'node:net'
import { createConnection, type Connection } from 'mysql2'
import * as v from 'valibot'
import type { DatabaseRecord } from '../database-record.js'
import { type Allowance, allowanceOf } from './allowance.js'
import { provesPassword } from './password.js'
import { answerStatement, VERSION, type Column } from './statements.js'

interface SessionOptions {
  readonly record: DatabaseRecord
  readonly connectionId: number
  /** Called once the client has logged in. */
  readonly admitted: () => void
}

/** MySQL's error numbers. */
const ACCESS_DENIED = 1_045
const UNKNOWN_SCHEMA = 1_049
const NOT_SUPPORTED = 1_235

/** Long password, found rows, long flag, connect with schema, 4.1 protocol, transactions, 4.1 authentication, plugins. */
const CAPABILITIES = 0x1 | 0x2 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000
const AUTOCOMMIT = 2
const UTF8MB4 = 45

/** Speaks MySQL's protocol with one client, from the handshake to the end. */
export function serveSession(socket: Socket, options: SessionOptions): void {
  const { record, connectionId, admitted } = options
  // Before the connection: it has to see the bytes first.
  const allowance = allowanceOf(socket, () => hangUp())
  const connection = createConnection({
    stream: socket,
    isServer: true,
    // Nothing is prepared here: the library would make room for 16,000 statements, half a megabyte a connection.
    maxPreparedStatements: 1,
  })
  // Paused, the library dispatches nothing more, not even what came along in the same bytes.
  const hangUp = (): void => {
    connection.pause()
    socket.destroy()
  }
  connection.on('error', hangUp)
  // A packet out of order: the library only prints a line, for each.
  connection.on('warn', hangUp)
  connection.serverHandshake({
    protocolVersion: 10,
    serverVersion: VERSION,
    connectionId,
    statusFlags: AUTOCOMMIT,
    characterSet: UTF8MB4,
    capabilityFlags: CAPABILITIES,
    authCallback: (login: unknown, done: (error: null, refusal?: Refusal) => void) => {
      const refusal = refusalOf(login, record)
      done(null, refusal ?? undefined)
      connection.sequenceId = 0
      if (refusal === null) {
        admitted()
        return allowance.admit()
      }
      // To the library a refusal is only an answer: it would go on to serve the client's commands.
      connection.pause()
      socket.destroySoon()
    },
  })
  serveCommands(connection, options, allowance)
}

function serveCommands(connection: Connection, options: SessionOptions, allowance: Allowance): void {
  connection.on('query', (sql: unknown) => reply(connection, String(sql), options))
  // The library hands SET over here too; statements are not prepared.
  connection.on('stmt_prepare', (sql: unknown) => {
    if (/^set\b/i.test(String(sql))) connection.writeOk()
    else connection.writeError({ code: NOT_SUPPORTED, message: notKnown(`PREPARE ${String(sql)}`) })
  })
  connection.on('init_db', (schema: unknown) => useSchema(connection, String(schema), options.record))
  connection.on('packet', (_: unknown, known: unknown, command: unknown) => {
    if (known !== true)
      connection.writeError({ code: NOT_SUPPORTED, message: notKnown(`command ${String(command)}`) })
    // Each command counts its packets from zero; the library, made for proxies, leaves that to its user.
    connection.sequenceId = 0
    allowance.renew()
  })
}

interface Refusal {
  readonly code: number
  readonly message: string
}

const Login = v.object({
  user: v.string(),
  database: v.optional(v.string()),
  address: v.optional(v.string()),
  authPluginData1: v.instance(Buffer),
  authPluginData2: v.instance(Buffer),
  authToken: v.instance(Buffer),
})

function refusalOf(input: unknown, record: DatabaseRecord): Refusal | null {
  const { user, database, address, authToken, ...seeds } = v.parse(Login, input)
  const challenge = Buffer.concat([seeds.authPluginData1, seeds.authPluginData2])
  if (user !== record.username || !provesPassword({ token: authToken, challenge }, record.password)) {
    const using = authToken.length === 0 ? 'NO' : 'YES'
    const message = `Access denied for user '${user}'@'${address ?? ''}' (using password: ${using})`
    return { code: ACCESS_DENIED, message }
  }
  return database === undefined || database === '' || database === record.schema
    ? null
    : unknownSchema(database)
}

function reply(connection: Connection, sql: string, { record, connectionId }: SessionOptions): void {
  const { username, schema } = record
  const answer = answerStatement(sql, { username, schema, connectionId, now: new Date() })
  switch (answer.kind) {
    case 'done':
      return connection.writeOk()
    case 'use':
      return useSchema(connection, answer.schema, record)
    case 'rows':
      return connection.writeTextResult(
        answer.rows.map((row) =>
          Object.fromEntries(row.map((value, index) => [answer.columns[index]?.name, value])),
        ),
        answer.columns.map(columnDefinition),
      )
    case 'unknown':
      return connection.writeError({ code: NOT_SUPPORTED, message: notKnown(sql) })
  }
}

function useSchema(connection: Connection, schema: string, record: DatabaseRecord): void {
  if (schema === record.schema) connection.writeOk()
  else connection.writeError(unknownSchema(schema))
}

function unknownSchema(schema: string): Refusal {
  return { code: UNKNOWN_SCHEMA, message: `Unknown database '${schema}'` }
}

function notKnown(sql: string): string {
  const shown = sql.length > 60 ? `${sql.slice(0, 60)}...` : sql
  return (
    `The lab's embedded MySQL server does not know this statement: ${shown} ` +
    '(with MariaDB installed, as by "apt install mariadb-server-core" or "brew install mariadb", the lab runs that instead)'
  )
}

const TYPES = { text: 253, integer: 8, datetime: 12 } as const
/** Numbers and times are plain ASCII. */
const BINARY = 63

function columnDefinition({ name, type }: Column) {
  return {
    catalog: 'def',
    schema: '',
    table: '',
    orgTable: '',
    name,
    orgName: '',
    flags: 0,
    decimals: 0,
    characterSet: type === 'text' ? UTF8MB4 : BINARY,
    columnLength: 255,
    columnType: TYPES[type],
  }
}
