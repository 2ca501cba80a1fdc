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
  /** Where a page without a login listens instead: every user of this computer can connect to a port. */
  readonly pageSocket: string
  /** What the user's settings of pip say about from where packages come. */
  readonly pip: NodeJS.ProcessEnv
}

/**
 * The environment of an instance's commands: its own, and of the user's only what reaching a package index takes. The
 * user's credentials and settings do not enter.
 */
export function commandVariables(surroundings: CommandSurroundings): NodeJS.ProcessEnv {
  const { instanceId, commandId, folder, facts, python, pageSocket, pip } = surroundings
  const given = python.origin === 'given' ? [dirname(python.executable)] : []
  return {
    ...passedOn(process.env),
    ...pip,
    PATH: [join(folder.python, 'bin'), ...given, process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter),
    VIRTUAL_ENV: folder.python,
    HOME: folder.home,
    TMPDIR: folder.temporary,
    SHELL: '/bin/bash',
    LANG: process.env['LANG'] ?? 'C.UTF-8',
    NO_PROXY: ['localhost', '127.0.0.1', process.env['NO_PROXY'] ?? process.env['no_proxy']]
      .filter(Boolean)
      .join(','),
    LOCUST_WEB_HOST: facts.service.address,
    LOCUST_WEB_PORT: String(facts.service.port),
    LAB_PAGE_SOCKET: pageSocket,
    ...inheritedMark(),
    ...instanceMark(instanceId, facts.nonce).variables,
    ...commandMark(commandId, facts.nonce).variables,
  }
}

const PASSED_ON = new RegExp(
  `^(${[
    'SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE',
    '(HTTPS?|ALL)_PROXY',
    'TZ|LC_ALL|LC_CTYPE',
  ].join('|')})$`,
  'i',
)

const passedOn = (user: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(user).filter(([name]) => PASSED_ON.test(name)))
