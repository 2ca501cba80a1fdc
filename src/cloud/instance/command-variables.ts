import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { Python } from '../python/python.js'
import { inheritedMark } from '../control/folder-mark.js'
import type { InstanceFacts, InstanceFolder } from './instance-folder.js'
import { commandMark, instanceMark } from './process-mark.js'

export interface CommandSurroundings {
  readonly instanceId: string
  readonly commandId: string
  readonly folder: InstanceFolder
  readonly facts: InstanceFacts
  readonly python: Python
  readonly cacheDir: string
}

/**
 * The environment of an instance's commands: its own, and of the user's only what reaching a package index takes. The
 * user's credentials and settings do not enter.
 */
export function commandVariables(surroundings: CommandSurroundings): NodeJS.ProcessEnv {
  const { instanceId, commandId, folder, facts, python, cacheDir } = surroundings
  const given = python.origin === 'given' ? [dirname(python.executable)] : []
  return {
    ...passedOn(process.env),
    PATH: [join(folder.python, 'bin'), ...given, process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter),
    VIRTUAL_ENV: folder.python,
    HOME: folder.home,
    TMPDIR: folder.temporary,
    SHELL: '/bin/bash',
    LANG: process.env['LANG'] ?? 'C.UTF-8',
    NO_PROXY: ['localhost', '127.0.0.1', process.env['NO_PROXY'] ?? process.env['no_proxy']]
      .filter(Boolean)
      .join(','),
    PIP_CACHE_DIR: join(cacheDir, 'pip'),
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    PIP_USER: '0',
    LOCUST_WEB_HOST: facts.service.address,
    LOCUST_WEB_PORT: String(facts.service.port),
    ...inheritedMark(),
    ...instanceMark(instanceId, facts.nonce).variables,
    ...commandMark(commandId, facts.nonce).variables,
  }
}

// Not all of PIP_*: a PIP_TARGET would lead an installation out of the instance.
const PASSED_ON = new RegExp(
  `^(${[
    'PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|CERT|CLIENT_CERT|PROXY|(DEFAULT_)?TIMEOUT|RETRIES)',
    'SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE',
    '(HTTPS?|ALL)_PROXY',
    'TZ|LC_ALL|LC_CTYPE',
  ].join('|')})$`,
  'i',
)

function passedOn(user: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = Object.fromEntries(Object.entries(user).filter(([name]) => PASSED_ON.test(name)))
  const file = pipConfiguration(user)
  // pip looks for its file in HOME, which is the instance's here.
  return file === undefined ? settings : { ...settings, PIP_CONFIG_FILE: file }
}

function pipConfiguration(user: NodeJS.ProcessEnv): string | undefined {
  const candidates = [
    user['PIP_CONFIG_FILE'],
    join(user['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'pip', 'pip.conf'),
    join(homedir(), 'Library', 'Application Support', 'pip', 'pip.conf'),
    join(homedir(), '.pip', 'pip.conf'),
  ]
  return candidates.find((path) => path !== undefined && existsSync(path))
}
