import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { createConnection } from 'mysql2/promise'
import { expect, it, onTestFinished, vi } from 'vitest'
import { folderMark } from '../../../src/cloud/control/folder-mark.js'
import { databaseFolder, savedRecord } from '../../../src/cloud/mysql/database-record.js'
import { processTable } from '../../../src/system/process-table.js'
import { deploy, invoke } from '../lambda/lambda-fixture.js'
import { needs } from '../../run/needs.js'
import { programFor } from '../../run/programs.js'
import { clientOf, cloudFolder, started } from '../daemon.js'
import { temporaryFolder } from '../temporary.js'

it(
  'hands what it starts nothing of the person’s shell but what that takes, and no settings for other databases',
  needs('linux', 'mariadb'),
  async () => {
    const home = await personOf()
    const dir = await cloudFolder()
    const facts = await started(dir)
    const lambda = new LambdaClient(clientOf(facts))
    await deploy(
      lambda,
      'asked',
      'import os\ndef lambda_handler(event, context):\n    return dict(os.environ)\n',
      { Role: `arn:aws:iam::${facts.account}:role/lambda` },
    )
    expect(JSON.stringify((await invoke(lambda, 'asked')).answer)).not.toContain(SECRET)

    const table = (await processTable()).filter((one) => one.has(folderMark(dir)))
    const programs = await Promise.all(table.map(({ pid }) => readFile(`/proc/${pid}/comm`, 'utf8')))
    // The cloud, its database, the functions' Python and one environment.
    expect(programs.map((name) => name.trim().replace(/\d.*/, ''))).toEqual(
      expect.arrayContaining(['node', 'mariadbd', 'python']),
    )
    expect(table.length).toBeGreaterThanOrEqual(4)
    for (const name of [...Object.keys(THEIRS), 'MYSQL_HOME'])
      expect(
        table.filter((one) => one.valueOf(name) !== null).map(({ pid }) => pid),
        name,
      ).toEqual([])
    expect(await readFile(join(home, 'handed-to-python'), 'utf8')).not.toContain(SECRET)

    const record = await savedRecord(databaseFolder(dir))
    if (record === null) throw new Error('no database')
    const { host, port, username, password } = record
    const connection = await createConnection({ host, port, user: username, password })
    const [rows] = await connection.query(
      "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('max_connections', 'port')",
    )
    await connection.end()
    expect(rows).toEqual([
      { Variable_name: 'max_connections', Value: '4000' },
      { Variable_name: 'port', Value: String(port) },
    ])
  },
)

const SECRET = 'planted-secret'

/** What is in a shell for other programs. */
const THEIRS = {
  AWS_SECRET_ACCESS_KEY: SECRET,
  PROJECT_TOKEN: SECRET,
  NODE_OPTIONS: '--max-http-header-size=20000',
  PYTHONSTARTUP: '/nowhere.py',
  BASH_ENV: '/nowhere.sh',
  MYSQL_TCP_PORT: '1',
  MYSQL_UNIX_PORT: '/nowhere.sock',
}

/** Their shell: with files for their own database in its home, and a `python3` on the PATH that writes down what it is handed. */
async function personOf(): Promise<string> {
  const home = await temporaryFolder()
  const options = '[mysqld]\nmax_connections = 7\nport = 1\n[server]\nskip-networking\n'
  await writeFile(join(home, '.my.cnf'), options)
  await writeFile(join(home, 'my.cnf'), options)
  await mkdir(join(home, 'bin'))
  const shim = `#!/bin/sh\nenv >>'${join(home, 'handed-to-python')}'\nexec '${programFor('python3')}' "$@"\n`
  await writeFile(join(home, 'bin', 'python3'), shim, { mode: 0o755 })
  const path = `${join(home, 'bin')}${delimiter}${process.env['PATH']}`
  const variables = { ...THEIRS, LAB_DATABASE: 'mariadb', HOME: home, MYSQL_HOME: home, PATH: path }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  return home
}
