import { devNull } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import * as v from 'valibot'
import { FOR_PYTHON } from '../../system/child-environment.js'
import { childVariables } from '../control/child-variables.js'
import { isolatedPython, isolatedVariables } from './isolated.js'
import { environmentFailed } from './python-errors.js'

/**
 * What the user's settings of pip, in variables and files, say about *from where* packages come and how it is reached, as
 * variables; nothing of what they say about *where* packages go or which of them. pip reads no file beside these. `python` only
 * reads the files. Throws CloudStartError `not-started` for a file that pip could not read either.
 */
export async function pipSettings(
  python: string,
  cacheDir: string,
  user: NodeJS.ProcessEnv = process.env,
): Promise<NodeJS.ProcessEnv> {
  const files = Object.entries(await inFiles(python, user)).map(([key, value]) => [variableOf(key), value])
  const variables = Object.entries(user).filter(([name, value]) => name.startsWith('PIP_') && value)
  const chosen = [...files, ...variables].flatMap(([name, value]) =>
    name !== undefined && value && FROM_WHERE.has(name) ? [[name, absolute(name, value)] as const] : [],
  )
  return {
    PIP_RETRIES: '2',
    PIP_CACHE_DIR: join(cacheDir, 'pip'),
    ...Object.fromEntries(chosen),
    PIP_CONFIG_FILE: devNull,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
  }
}

/** The same with the way to the network, for a pip that the lab itself starts. */
export async function pipVariables(python: string, cacheDir: string): Promise<NodeJS.ProcessEnv> {
  return { ...childVariables(FOR_PIP), ...(await pipSettings(python, cacheDir)) }
}

const FOR_PIP = [...FOR_PYTHON, 'network', 'keyring'] as const

const PATHS = ['find-links', 'cert', 'client-cert', 'cache-dir'].map(variableOf)
const INDEXES = ['index-url', 'pypi-url', 'extra-index-url', 'no-index', 'keyring-provider'].map(variableOf)
const NETWORK = ['trusted-host', 'proxy', 'timeout', 'default-timeout', 'retries', 'resume-retries']
const CERTIFICATES = ['use-feature', 'use-deprecated']

const FROM_WHERE = new Set([...PATHS, ...INDEXES, ...[NETWORK, CERTIFICATES].flat().map(variableOf)])

function variableOf(key: string): string {
  const name = key.toUpperCase().replaceAll('-', '_')
  return name.startsWith('PIP_') ? name : `PIP_${name}`
}

/** pip works in another folder than the one that a relative path was written for. */
function absolute(name: string, value: string): string {
  if (!PATHS.includes(name)) return value
  const paths = name === 'PIP_FIND_LINKS' ? value.split(/\s+/).filter(Boolean) : [value]
  return paths
    .map((path) => (/^~|^[a-z][a-z+]*:/i.test(path) || isAbsolute(path) ? path : resolve(path)))
    .join(' ')
}

async function inFiles(python: string, user: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const { PIP_CONFIG_FILE: own = '' } = user
  const file = own === '' ? '' : resolve(own)
  try {
    const said = await isolatedPython(python, ['-c', READ, file], isolatedVariables(user))
    return v.parse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string())), said)
  } catch (error) {
    throw environmentFailed([], lastLine(error))
  }
}

const lastLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? ''

// The files that pip's documentation names ("Configuration"), later ones over earlier ones, with pip's own parser.
const READ = `
import configparser, json, os, sys
own = sys.argv[1]
home = os.path.expanduser("~")
mac = os.path.join("Library", "Application Support", "pip", "pip.conf")
system = [os.path.join(folder, "pip", "pip.conf") for folder in (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep)]
if sys.platform == "darwin":
    system = [os.path.join("/", mac)]
xdg = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "pip", "pip.conf")
if sys.platform == "darwin" and os.path.isdir(os.path.dirname(os.path.join(home, mac))):
    xdg = os.path.join(home, mac)
files = system + ["/etc/pip.conf"]
if not (own and os.path.exists(own)):
    files += [os.path.join(home, ".pip", "pip.conf"), xdg]
files += [own] if own else []
settings = {}
if own != os.devnull:
    for section in ("global", "install"):
        for file in files:
            parser = configparser.RawConfigParser()
            parser.read(file)
            if parser.has_section(section):
                settings.update((key.replace("_", "-").lower().removeprefix("--"), value) for key, value in parser.items(section) if value)
print(json.dumps(settings))
`
