import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The environment of a process that a test starts on its own terms: of the person's setting only the way to programs, to the
 * run's own folders and to the network (a proxy, a private certificate authority, a mirror of the package indexes), which a
 * test cannot know. A process that is to have all of the person's setting inherits `process.env`.
 */
export function childEnvironment(own: NodeJS.ProcessEnv, person = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(person).filter(([name]) => KEPT.test(name))
  return { ...Object.fromEntries(kept), ...pipConfiguration(person), ...own }
}

const PIP = `INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|CERT|CLIENT_CERT|PROXY|(DEFAULT_)?TIMEOUT|RETRIES|\
(NO_)?CACHE_DIR|CONFIG_FILE|USE_FEATURE|USE_DEPRECATED`
const NPM = 'REGISTRY|PROXY|HTTPS_PROXY|NOPROXY|CA|CAFILE|STRICT_SSL|CACHE|USERCONFIG|GLOBALCONFIG'

const KEPT = new RegExp(
  `^(${[
    'PATH|TMPDIR|SERVERLESS_LOAD_LAB_CACHE',
    '(HTTPS?|ALL|NO)_PROXY',
    'NODE_(EXTRA_CA_CERTS|USE_SYSTEM_CA|USE_ENV_PROXY)',
    'SSL_CERT_(FILE|DIR)|(REQUESTS|CURL|AWS)_CA_BUNDLE',
    `PIP_(${PIP})`,
    `NPM_CONFIG_(${NPM})`,
  ].join('|')})$`,
  'i',
)

/** pip looks for its file in the home folder, which a test may move. */
function pipConfiguration(person: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const home = person['HOME'] ?? homedir()
  const file = [
    join(person['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pip', 'pip.conf'),
    join(home, 'Library', 'Application Support', 'pip', 'pip.conf'),
    join(home, '.pip', 'pip.conf'),
  ].find((path) => existsSync(path))
  return person['PIP_CONFIG_FILE'] !== undefined || file === undefined ? {} : { PIP_CONFIG_FILE: file }
}
