import type { LiveFunction } from '../../../src/aws/functions/function.js'
import type { Files } from '../../../src/aws/functions/zip.js'
import type { FunctionPython } from '../../../src/core/target.js'
import { variablesFor } from '../../../src/system/child-environment.js'
import { askPython, type PythonVerdict } from './ask-python.js'
import { localPythonVerdict } from './local-python.js'
import { syntaxMistake } from './python-syntax.js'
import { handlerRefused, refusedBy, syntaxRefused } from './refused-handler.js'
import { readStatically } from './static-reading.js'
import { withUnpacked } from './unpacked-package.js'
import type { OwnHandler } from './own-handler.js'

export interface HandlerCheck {
  readonly own: OwnHandler
  readonly live: LiveFunction
  /** The package with the file in its place. */
  readonly files: Files
  /** null: the function runs on another computer. */
  readonly python: FunctionPython | null
  /** The function's own environment variables. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>
  readonly signal: AbortSignal
}

/**
 * Throws what Lambda would find only when it starts the function. Python itself is asked, with the function's packages and
 * environment, where it is on this computer; elsewhere for the syntax alone, and the rest is read as far as it is certain: what only
 * running it shows, the test invocations after the deployment find.
 */
export async function checkHandler(check: HandlerCheck): Promise<void> {
  const { own, live, python } = check
  const verdict = python === null ? null : await imported(check, python)
  if (verdict !== null && verdict.kind !== 'no-python') {
    const refusal = refusedBy(verdict, own.file, live)
    if (refusal !== null) throw refusal
    if ('python' in verdict && live.runtime === `python${verdict.python.join('.')}`) return
    // Locally every function has this computer's Python; on AWS the file would meet the runtime's.
    return refuseSyntax(own, live)
  }
  await refuseSyntax(own, live)
  const compiled = await localPythonVerdict(own, live.runtime, check.signal)
  const refusal = compiled === null ? null : refusedBy(compiled, own.file, live)
  if (refusal !== null) throw refusal
  const reading = readStatically(own.text, live.handler.slice(live.handler.lastIndexOf('.') + 1))
  if (reading !== 'unknown') throw handlerRefused(reading, own.file, live)
}

async function refuseSyntax({ file, text }: OwnHandler, { runtime }: LiveFunction): Promise<void> {
  const mistake = await syntaxMistake(text, runtime)
  if (mistake !== null) throw syntaxRefused(file, mistake, runtime)
}

/** As Lambda's init, which may take 10 s; a busy laptop gets longer. */
const LONGEST_IMPORT_SECONDS = 20

async function imported(
  { live, files, variables, signal }: HandlerCheck,
  python: FunctionPython,
): Promise<PythonVerdict> {
  const own = await variables()
  return withUnpacked(files, ({ package: folder, temporary }) =>
    askPython({
      interpreter: python.interpreter,
      ask: { kind: 'import', handler: live.handler, memoryMb: live.memoryMb, folder },
      env: {
        LANG: 'en_US.UTF-8',
        TZ: ':UTC',
        ...variablesFor(['programs']),
        TMPDIR: temporary,
        // The person's own ~/.aws is none of the function's business.
        HOME: temporary,
        ...python.variables,
        ...own,
        AWS_EXECUTION_ENV: `AWS_Lambda_${live.runtime}`,
        AWS_LAMBDA_FUNCTION_NAME: live.name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(live.memoryMb),
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        LAMBDA_TASK_ROOT: folder,
        LAMBDA_RUNTIME_DIR: folder,
        _HANDLER: live.handler,
      },
      seconds: LONGEST_IMPORT_SECONDS,
      signal,
    }),
  )
}
