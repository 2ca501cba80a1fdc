import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasBrowser } from '../browser/program.js'
import { programFor } from './programs.js'

/** Before a command of root: it may then do only what any user may do with files of its own. */
export const WITHOUT_PRIVILEGES = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] as const

/** Another one with each start of the machine. */
export const BOOT_ID = '/proc/sys/kernel/random/boot_id'

/** In it, folders are control groups with a memory limit of their own (version 1 of them). */
export const LIMITS = '/sys/fs/cgroup/memory'

/** What some tests need beyond Node and Python: what it is, how to get it, and whether it is here. */
export const NEEDS = {
  browser: {
    what: 'a Chromium or Chrome (npm brings one for Linux on x86-64)',
    get: 'apt-get install chromium, or brew install --cask chromium',
    isHere: hasBrowser,
  },
  mariadb: {
    what: 'MariaDB’s server',
    get: 'apt-get install mariadb-server-core, or brew install mariadb',
    isHere: () => programFor('mariadbd') !== undefined,
  },
  'aws-cli': {
    what: 'the AWS CLI, 1.29 or 2.13 and later, which know AWS_ENDPOINT_URL',
    get: 'pip install awscli, or brew install awscli',
    isHere: () => knowsEndpoints(versionOfAwsCli()),
  },
  ps: {
    what: '`ps`',
    get: 'apt-get install procps',
    isHere: () => programFor('ps') !== undefined,
  },
  terminal: {
    what: '`script` of util-linux, for a pseudo-terminal',
    get: 'use Linux; apt-get install bsdutils',
    isHere: () => process.platform === 'linux' && programFor('script') !== undefined,
  },
  zsh: {
    what: 'zsh',
    get: 'apt-get install zsh',
    isHere: () => programFor('zsh') !== undefined,
  },
  fish: {
    what: 'fish',
    get: 'apt-get install fish, or brew install fish',
    isHere: () => programFor('fish') !== undefined,
  },
  linux: {
    what: 'Linux’s /proc',
    get: 'use Linux',
    isHere: () => process.platform === 'linux',
  },
  namespaces: {
    what: 'a mount namespace of one’s own',
    get: 'use Linux, as root or where users may have namespaces (sysctl kernel.unprivileged_userns_clone=1)',
    isHere: () => succeeds('unshare', '-rm', 'mount', '-t', 'tmpfs', 'none', tmpdir()),
  },
  'own-network': {
    what: 'a network namespace of one’s own',
    get: 'use Linux, as root or where users may have namespaces (sysctl kernel.unprivileged_userns_clone=1)',
    isHere: () => succeeds('unshare', '-rn', 'true'),
  },
  'another-boot': {
    what: 'a boot id of one’s own',
    get: 'use Linux, as root or where users may have namespaces (sysctl kernel.unprivileged_userns_clone=1)',
    isHere: () => succeeds('unshare', '-rm', 'mount', '--bind', '/etc/passwd', BOOT_ID),
  },
  'memory-limit': {
    what: 'a control group (version 1) with a memory limit of its own',
    get: 'run the tests as root on a Linux that has them',
    isHere: () => isRoot() && makesFolder(LIMITS),
  },
  'own-disk': {
    what: 'a disk of a size of its own',
    get: 'run the tests on Linux as root (sudo)',
    isHere: () => mountsOwnDisk(),
  },
  root: {
    what: 'root, who can give files away',
    get: 'run the tests as root (sudo)',
    isHere: isRoot,
  },
  'no-privileges': {
    what: 'a user whom file modes bind',
    get: 'run the tests as an ordinary user; root needs setpriv: apt-get install util-linux',
    isHere: () => !isRoot() || succeeds(...WITHOUT_PRIVILEGES, 'true'),
  },
} as const

export type Need = keyof typeof NEEDS

declare module 'vitest' {
  interface TaskMeta {
    /** What this test would have needed and this machine lacks. */
    missing?: readonly Need[]
  }
}

/**
 * Options of a `test` or `describe` that needs more than Node and Python. Where that is missing it is skipped, its hooks too, and
 * the end of the run says how to get it.
 */
export function needs(...names: readonly Need[]) {
  const missing = names.filter((name) => !isHere(name))
  return missing.length === 0 ? {} : { skip: true, meta: { missing } }
}

const known = new Map<Need, boolean>()

function isHere(name: Need): boolean {
  const answer = known.get(name) ?? NEEDS[name].isHere()
  known.set(name, answer)
  return answer
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function makesFolder(parent: string): boolean {
  try {
    // In a folder that holds no groups this file is not there.
    accessSync(join(parent, 'memory.limit_in_bytes'), constants.W_OK)
    rmdirSync(mkdtempSync(join(parent, 'lab-')))
    return true
  } catch {
    return false
  }
}

function mountsOwnDisk(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'lab-disk-'))
  try {
    return succeeds('mount', '-t', 'tmpfs', 'none', folder) && succeeds('umount', folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function versionOfAwsCli(): string {
  const asked = spawnSync('aws', ['--version'], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout : ''
}

function knowsEndpoints(version: string): boolean {
  const [, major = 0, minor = 0] = /^aws-cli\/(\d+)\.(\d+)/.exec(version)?.map(Number) ?? []
  return (major === 1 && minor >= 29) || (major === 2 && minor >= 13) || major > 2
}

const succeeds = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0
