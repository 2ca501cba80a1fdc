import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { namingFullDisk, throwIfDiskFull } from './full-disk.js'
import type { PinnedPackages } from './packages.js'
import { pipVariables } from './pip-settings.js'
import { pythonEnvironment } from './python-environment.js'
import type { PythonEnvironmentRequest } from './make-environment.js'
import { runPython } from './run-python.js'

export type WheelDownload =
  | { readonly kind: 'downloaded'; readonly wheel: Uint8Array }
  /**
   * `why`: in pip's words, which do not always tell an index that has no such file from one that cannot be reached.
   * `other-content`: what came does not have the pinned hash.
   */
  | { readonly kind: 'not-found' | 'other-content'; readonly why: string }

export interface WheelRequest extends Omit<PythonEnvironmentRequest, 'packages'> {
  /** One of the pinned, of which there is a wheel for every system. */
  readonly name: string
  readonly packages: PinnedPackages
}

/**
 * The wheel of one pinned package, without what it needs, by pip and the user's settings of it: proxies, mirrors, certificates.
 * Throws CloudStartError where there is no environment with pip, as `pythonEnvironment` does, and `disk-full`.
 */
export async function downloadWheel(request: WheelRequest): Promise<WheelDownload> {
  const { python } = await pythonEnvironment({ ...request, packages: [] })
  return download(python, request).catch(async (error: unknown) => {
    throw await namingFullDisk(error, request.cacheDir)
  })
}

async function download(
  pipPython: string,
  { name, packages, python, cacheDir }: WheelRequest,
): Promise<WheelDownload> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-wheel-'))
  try {
    const requirements = join(folder, 'requirements.txt')
    await writeFile(requirements, requirementOf(name, await readFile(packages.pins, 'utf8')))
    const checked = ['--no-deps', '--require-hashes', '--only-binary', ':all:', '-r', requirements]
    const pip = ['-m', 'pip', 'download', '--progress-bar', 'off', '--dest', folder, ...checked]
    const run = await runPython(pipPython, pip, await pipVariables(python.base, cacheDir))
    if (!run.succeeded) throwIfDiskFull(run.output)
    if (!run.succeeded) return { kind: reasonOf(run.output), why: endOf(run.output) }
    const file = (await readdir(folder)).find((each) => each.endsWith('.whl'))
    if (file === undefined) return { kind: 'not-found', why: endOf(run.output) }
    return { kind: 'downloaded', wheel: await readFile(join(folder, file)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of a requirements file the one package's release and hashes. */
function requirementOf(name: string, pins: string): string {
  const lines = pins.replaceAll('\\\n', ' ').split('\n')
  const line = lines.find((each) => each.startsWith(`${name}==`))
  if (line === undefined) throw new Error(`${name} is not pinned`)
  return `${line}\n`
}

function reasonOf(output: string): 'not-found' | 'other-content' {
  return output.includes('DO NOT MATCH THE HASHES') ? 'other-content' : 'not-found'
}

const endOf = (output: string): string => output.trim().split('\n').slice(-3).join('\n')
