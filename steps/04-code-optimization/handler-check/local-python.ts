import { FOR_PYTHON, variablesFor } from '../../../src/system/child-environment.js'
import { askPython, type PythonVerdict } from './ask-python.js'
import type { OwnHandler } from './own-handler.js'

/**
 * What a Python of this computer says of the source when it compiles it, of which nothing runs; null: none is as new as the
 * runtime. A newer one takes all that an older one does.
 */
export async function localPythonVerdict(
  { file, bytes }: OwnHandler,
  runtime: string,
  signal: AbortSignal,
): Promise<PythonVerdict | null> {
  const [, minor] = /^python3\.(\d+)$/.exec(runtime) ?? []
  if (minor === undefined) return null
  for (const interpreter of [runtime, 'python3']) {
    const ask = { kind: 'compile', file, source: bytes } as const
    const verdict = await askPython({ interpreter, ask, env: variablesFor(FOR_PYTHON), seconds: 10, signal })
    if (!('python' in verdict)) continue
    const [, has] = verdict.python
    if (has >= Number(minor)) return verdict
  }
  return null
}
