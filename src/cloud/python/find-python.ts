import { resolve } from 'node:path'
import * as v from 'valibot'
import { isolatedPython, isolatedVariables } from './isolated.js'
import { noPython, pythonTooOld, pythonWithoutVenv } from './python-errors.js'

/** A Python that can make virtual environments. */
export interface Python {
  /** Absolute path. */
  readonly executable: string
  /** The installation that it belongs to: another path where it is a virtual environment's. */
  readonly base: string
  /** Such as `3.11.7`. */
  readonly version: string
  /** `given`: the user named it in `LAB_PYTHON`, and what is installed in it may be used. */
  readonly origin: 'given' | 'found'
}

/** Locust needs it, and the pins of what is installed begin with it. */
const OLDEST_MINOR = 11

// What the user calls Python first: asking for each version can take a second behind a version manager's shims.
const ON_PATH = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python']

/**
 * The Python to run functions and load generators with: `LAB_PYTHON` and nothing else where it is set, else the first
 * on the PATH that is new enough and complete. Throws CloudStartError: `no-python`, `python-too-old`.
 */
export async function findPython(environment: NodeJS.ProcessEnv = process.env): Promise<Python> {
  const given = environment['LAB_PYTHON']
  // It is asked in another folder than the one that a relative path was written for.
  const candidates = given ? [given.includes('/') ? resolve(given) : given] : ON_PATH
  const unfit: Probed[] = []
  for (const candidate of candidates) {
    const probed = await probe(candidate, environment)
    if (probed === null) continue
    if (isFit(probed)) {
      const { executable, base, version } = probed
      return { executable, base, version, origin: given ? 'given' : 'found' }
    }
    unfit.push(probed)
  }
  throw whyNone(unfit, given)
}

const Probe = v.object({
  executable: v.string(),
  base: v.string(),
  version: v.string(),
  minor: v.number(),
  venv: v.boolean(),
})
type Probed = v.InferOutput<typeof Probe>

// Debian takes ensurepip out of Python and leaves venv in, which then fails half-way.
const QUESTION = `
import importlib.util, json, platform, sys
print(json.dumps({
    "executable": sys.executable,
    "base": getattr(sys, "_base_executable", None) or sys.executable,
    "version": platform.python_version(),
    "minor": sys.version_info[1] if sys.version_info[0] == 3 else 0,
    "venv": all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")),
}))
`

async function probe(command: string, environment: NodeJS.ProcessEnv): Promise<Probed | null> {
  try {
    const said = await isolatedPython(command, ['-c', QUESTION], isolatedVariables(environment))
    return v.parse(v.pipe(v.string(), v.parseJson(), Probe), said)
  } catch {
    // Not there, a shim without a Python behind it, or not a Python at all.
    return null
  }
}

function isFit(probed: Probed): boolean {
  return probed.minor >= OLDEST_MINOR && probed.venv
}

function whyNone(unfit: readonly Probed[], given: string | undefined) {
  const incomplete = unfit.find((probed) => probed.minor >= OLDEST_MINOR)
  if (incomplete) return pythonWithoutVenv(incomplete.executable, incomplete.minor)
  const old = unfit[0]
  if (old) return pythonTooOld(old.executable, old.version, `3.${OLDEST_MINOR}`)
  return noPython(given, `3.${OLDEST_MINOR}`)
}
