import { delimiter, dirname, join } from 'node:path'
import type { Python } from '../python/python.js'
import { childVariables } from '../control/child-variables.js'
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
 * The environment of an instance's commands: its own, and of the user's only what loading programs and reaching a package index
 * takes. The user's credentials and settings do not enter.
 */
export function commandVariables(surroundings: CommandSurroundings): NodeJS.ProcessEnv {
  const { instanceId, commandId, folder, facts, python, pageSocket, pip } = surroundings
  const given = python.origin === 'given' ? [dirname(python.executable)] : []
  const theirs = process.env['NO_PROXY'] ?? process.env['no_proxy']
  const direct = ['localhost', '127.0.0.1', theirs].filter(Boolean).join(',')
  return {
    ...childVariables(['programs', 'language', 'network']),
    ...pip,
    PATH: [join(folder.python, 'bin'), ...given, process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter),
    VIRTUAL_ENV: folder.python,
    HOME: folder.home,
    TMPDIR: folder.temporary,
    SHELL: '/bin/bash',
    LANG: process.env['LANG'] ?? 'C.UTF-8',
    // Programs differ in which they read.
    NO_PROXY: direct,
    no_proxy: direct,
    LOCUST_WEB_HOST: facts.service.address,
    LOCUST_WEB_PORT: String(facts.service.port),
    LAB_PAGE_SOCKET: pageSocket,
    ...instanceMark(instanceId, facts.nonce).variables,
    ...commandMark(commandId, facts.nonce).variables,
  }
}
