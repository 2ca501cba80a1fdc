import type { Aws } from '../../src/aws/client/aws.js'
import { codeSha256, downloadCode } from '../../src/aws/functions/code.js'
import { type LiveFunction, requireFunction } from '../../src/aws/functions/function.js'
import { functionVariables } from '../../src/aws/functions/variables.js'
import { type Files, unzip, zip } from '../../src/aws/functions/zip.js'
import { functionCode } from '../../src/aws/resources/function-code.js'
import type { StepContext } from '../../src/core/step.js'
import type { Text } from '../../src/system/text.js'
import { stepFile } from '../files.js'
import { checkHandler } from './handler-check/check-handler.js'
import { type OwnHandler, readOwnHandler } from './handler-check/own-handler.js'
import { type SyntaxMistake, syntaxMistake } from './handler-check/python-syntax.js'
import { moduleMissing, notTheWorkshops, originalMissing, sameCode } from './refusals.js'
import { type HandlerValues, readHandler } from './workshop-handler.js'

/** The ledger's key, and where the original is kept. */
export const FUNCTION_CODE = 'function-code'
export const ORIGINAL = 'function/original.zip'

/** The change of the function's code, worked out and not yet made. */
export interface Optimization {
  readonly live: LiveFunction
  readonly original: Uint8Array
  readonly originalSha256: string
  /** The package to deploy: the original with one file exchanged. */
  readonly zip: Uint8Array
  readonly sha256: string
  /** `lambda_function.py`, before and after. */
  readonly path: string
  readonly before: string
  readonly after: string
  /** All files of the package to deploy. */
  readonly files: Files
  /** Somebody's own file, not checked yet; null: the lab's template. */
  readonly own: OwnHandler | null
}

/** `handlerFile`: somebody's own optimized file; null: the lab's template with the live code's values. */
export async function optimization(
  lab: StepContext,
  cloud: Aws,
  handlerFile: string | null,
): Promise<Optimization> {
  const live = await requireFunction(cloud, lab.access.names.function)
  const original = await originalCode(lab, live)
  const files = await unzip(original)
  const path = modulePath(live.handler)
  const module = files.get(path)
  if (module === undefined) throw moduleMissing(live, path)
  const before = new TextDecoder().decode(module.content)
  const own = handlerFile === null ? null : await readOwnHandler(handlerFile)
  const after = own?.text ?? (await fromTemplate(before, live))
  const content = own?.bytes ?? new TextEncoder().encode(after)
  if (Buffer.compare(content, module.content) === 0) throw sameCode(path)
  const changed = new Map(files).set(path, { ...module, content })
  const packed = await zip(changed)
  return {
    live,
    original,
    originalSha256: codeSha256(original),
    zip: packed,
    sha256: codeSha256(packed),
    path,
    before,
    after,
    files: changed,
    own,
  }
}

/** Throws where somebody's own file cannot be the handler; the lab's template is one. */
export async function refuseUnfit(lab: StepContext, cloud: Aws, change: Optimization): Promise<void> {
  const { live, files, own } = change
  if (own === null) return
  await checkHandler({
    own,
    live,
    files,
    python: lab.access.functionPython,
    variables: () => functionVariables(cloud, live.name),
    signal: lab.signal,
  })
}

/** What was live before the lab changed it: once the lab has begun to, the copy it kept is the only one. */
async function originalCode(lab: StepContext, live: LiveFunction): Promise<Uint8Array> {
  const row = lab.ledger.row(FUNCTION_CODE)
  if (row === null) return downloadCode(live)
  const kept = await lab.artifacts.read(ORIGINAL)
  if (kept === null || codeSha256(kept) !== functionCode.intentIn(row).originalSha256) {
    throw originalMissing(lab.artifacts.path(ORIGINAL))
  }
  return kept
}

/** `lambda_function.lambda_handler` is in `lambda_function.py`; dots and slashes before are folders. */
export function modulePath(handler: string): string {
  return `${handler.slice(0, handler.lastIndexOf('.')).replaceAll('.', '/')}.py`
}

async function fromTemplate(before: string, live: LiveFunction): Promise<string> {
  const mistake = await syntaxMistake(before, live.runtime)
  if (mistake !== null) throw notTheWorkshops(live, notPython(mistake))
  const handler = readHandler(before)
  if (handler.kind === 'other') throw notTheWorkshops(live, handler.why)
  return filledIn(await stepFile('04-code-optimization/lambda_function.py'), handler.values)
}

function filledIn(template: string, values: HandlerValues): string {
  const filled = Object.entries(values).reduce(
    // A function, because a `$` in a value is not a reference.
    (code, [name, value]) => code.replace(new RegExp(`^${name} = .*$`, 'm'), () => `${name} = ${value}`),
    template,
  )
  return /\bos\./.test(filled) ? filled : filled.replace(/^import os\n/m, '')
}

function notPython({ line, message }: SyntaxMistake): Text {
  return {
    en: `Line ${line} is not valid Python: ${message}.`,
    ko: `${line}번째 줄이 올바른 Python 코드가 아닙니다: ${message}`,
  }
}
