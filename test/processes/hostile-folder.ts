import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { poisonedVariables } from '../aws/client/poisoned-variables.js'

/** A folder that somebody works in without knowing what is in it, and a shell that leads programs there and astray. */
export interface HostileFolder {
  /** For a shell of which nothing may be heard. */
  readonly variables: Readonly<Record<string, string>>
  /** Whether anything in the folder was run. */
  hasRun(): boolean
}

export async function hostileFolder(folder: string): Promise<HostileFolder> {
  const trace = join(folder, 'ran')
  const python = `open(${JSON.stringify(trace)}, 'a').write(__file__)\n`
  const node = `require('node:fs').appendFileSync(${JSON.stringify(trace)}, __filename)\n`
  const shell = `echo "$0" >>'${trace}'\n`
  const files: Readonly<Record<string, string>> = {
    ...Object.fromEntries(PYTHON_MODULES.map((name) => [`${name}.py`, python])),
    'locustfile.py': python,
    'lambda_function.py': python,
    'evil.js': node,
    'node_modules/mysql2/index.js': node,
    'node_modules/commander/index.js': node,
    'evil.sh': shell,
    '.npmrc': 'node-options=--require ./evil.js\nscript-shell=./evil.sh\nregistry=http://127.0.0.1:1/\n',
    'package.json': '{"type":"commonjs","main":"evil.js","scripts":{"prepare":"node evil.js"}}\n',
    'locust.conf': 'locustfile = locustfile.py\nheadless = true\nusers = 1\n',
    '.locust.conf': 'locustfile = locustfile.py\nheadless = true\n',
    'pyproject.toml': '[tool.locust]\nlocustfile = "locustfile.py"\nheadless = true\n',
    'pip.conf': '[global]\nindex-url = http://127.0.0.1:1/\n',
    '.my.cnf': '[client]\nhost = 127.0.0.1\nport = 1\n[mysqld]\nport = 1\n',
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content, { mode: 0o700 })
  }
  return { variables: variablesTo(folder), hasRun: () => existsSync(trace) }
}

const PYTHON_MODULES = ['sitecustomize', 'usercustomize', 'json', 'logging', 'token', 'venv', 'locust']

const variablesTo = (folder: string): Readonly<Record<string, string>> => ({
  ...poisonedVariables(join(folder, 'config')),
  PYTHONPATH: folder,
  PYTHONHOME: folder,
  PYTHONSTARTUP: join(folder, 'json.py'),
  PYTHONUSERBASE: folder,
  PYTHONPLATLIBDIR: 'nowhere',
  PYTHONWARNINGS: 'error',
  PYTHONOPTIMIZE: '2',
  PYTHONINSPECT: '1',
  PYTHONIOENCODING: 'ascii:strict',
  VIRTUAL_ENV: folder,
  PIP_TARGET: folder,
  PIP_PREFIX: folder,
  PIP_ROOT: folder,
  PIP_USER: '1',
  PIP_REQUIRE_VIRTUALENV: '1',
  LOCUST_LOCUSTFILE: join(folder, 'locustfile.py'),
  LOCUST_HEADLESS: 'true',
  LOCUST_MODE_WORKER: 'true',
  LOCUST_USERS: '1',
  LOCUST_WEB_PORT: '1',
  LOCUST_RUN_TIME: '1s',
  BASH_ENV: join(folder, 'evil.sh'),
  ENV: join(folder, 'evil.sh'),
  CDPATH: folder,
  MYSQL_HOME: folder,
  MYSQL_HOST: '127.0.0.2',
  MYSQL_TCP_PORT: '1',
  MYSQL_UNIX_PORT: join(folder, 'nowhere'),
  npm_config_node_options: '--require ./evil.js',
  npm_config_script_shell: join(folder, 'evil.sh'),
})
