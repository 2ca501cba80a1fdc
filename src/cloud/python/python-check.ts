import { devNull } from 'node:os'
import { isolatedPython, isolatedVariables } from './isolated.js'
import { notLookedAt } from './python-errors.js'
import { namesOf, type Packages, rangesOf } from './packages.js'

/** Whether packages can really be imported. */
export type ImportCheck =
  | { readonly kind: 'holds' }
  /** `why`: in Python's words. */
  | { readonly kind: 'broken'; readonly why: string }

/**
 * Whether a virtual environment's Python starts and imports each package, pip where there are none, from that folder. Throws
 * CloudStartError `not-started` where it was ended before it could tell.
 */
export async function importsFrom(folder: string, python: string, packages: Packages): Promise<ImportCheck> {
  const names = namesOf(packages)
  return imported(python, folder, names.length === 0 ? ['pip'] : names)
}

/** Whether a user's own Python has releases within the packages' ranges, asked without the network, and imports them. */
export async function hasPackages(python: string, packages: Packages): Promise<boolean> {
  // Nothing is installed: a system's Python that lets only its own tool install is asked too.
  const installedOnly = { ...isolatedVariables(), PIP_CONFIG_FILE: devNull, PIP_BREAK_SYSTEM_PACKAGES: '1' }
  const pip = ['-m', 'pip', 'install', '--dry-run', '--no-index', '--disable-pip-version-check']
  const fits = await isolatedPython(python, [...pip, ...rangesOf(packages)], installedOnly).then(
    () => true,
    () => false,
  )
  return fits && (await imported(python, '', namesOf(packages))).kind === 'holds'
}

async function imported(python: string, folder: string, names: readonly string[]): Promise<ImportCheck> {
  try {
    await isolatedPython(python, ['-B', '-c', IMPORT, folder, ...names])
    return { kind: 'holds' }
  } catch (error) {
    const signal = endedFromOutside(error)
    // What somebody else ended, or the system for lack of memory or of time, says nothing about the packages.
    if (signal !== null) throw notLookedAt(names, signal)
    const said = (error instanceof Error ? error.message : String(error)).trim().split('\n')
    return { kind: 'broken', why: said.at(-1) ?? '' }
  }
}

/** null: by itself, or because it is no Python that runs; one that crashes does so because of what it imports. */
function endedFromOutside(error: unknown): string | null {
  const signal = error instanceof Error && 'signal' in error ? error.signal : null
  return typeof signal === 'string' && FROM_OUTSIDE.has(signal) ? signal : null
}

const FROM_OUTSIDE: ReadonlySet<string> = new Set(['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGTERM'])

// A distribution's modules have other names than it has (PyMySQL: pymysql).
const IMPORT = `
import importlib, importlib.metadata, os, re, sys
folder, names = sys.argv[1], sys.argv[2:]
plain = lambda name: re.sub("[-_.]+", "-", name).lower()
modules = {plain(name): set() for name in names}
for module, distributions in importlib.metadata.packages_distributions().items():
    for name in distributions:
        if plain(name) in modules and module.isidentifier() and not module.startswith("_"):
            modules[plain(name)].add(module)
for name, found in modules.items():
    if not found:
        sys.exit(f"{name} is not installed")
    for module in sorted(found):
        file = importlib.import_module(module).__spec__.origin
        if folder and file and not os.path.realpath(file).startswith(os.path.realpath(folder) + os.sep):
            sys.exit(f"{module} is not of this environment: {file}")
`
