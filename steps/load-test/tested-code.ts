import type { Aws } from '../../src/aws/client/aws.js'
import { downloadCode } from '../../src/aws/functions/code.js'
import { requireFunction } from '../../src/aws/functions/function.js'
import { type Files, unzip } from '../../src/aws/functions/zip.js'
import { LabError } from '../../src/core/errors.js'
import type { TestedCode } from '../../src/report/run/run.js'
import { modulePath } from '../04-code-optimization/optimization.js'
import { readHandler } from '../04-code-optimization/workshop-handler.js'
import { stepFile } from '../files.js'

/** The code that is about to be tested, and whether it is the workshop's: a report may say what that one does, and of no other. */
export async function testedCode(cloud: Aws, functionName: string): Promise<TestedCode> {
  const live = await requireFunction(cloud, functionName)
  const sha256 = live.codeSha256
  if (live.packageType !== 'Zip' || !live.runtime.startsWith('python')) return { sha256, is: 'other' }
  const files = await filesOf(await downloadCode(live))
  const module = files?.get(modulePath(live.handler))
  if (module === undefined) return { sha256, is: 'other' }
  const code = new TextDecoder().decode(module.content)
  if (await isOptimized(code)) return { sha256, is: 'workshop-optimized' }
  return { sha256, is: readHandler(code).kind === 'workshop' ? 'workshop-original' : 'other' }
}

/** null: a package that the lab does not unpack, which a load test has no need to. */
async function filesOf(zip: Uint8Array): Promise<Files | null> {
  return unzip(zip).catch((thrown: unknown) => {
    if (thrown instanceof LabError && thrown.code === 'code-entry-refused') return null
    throw thrown
  })
}

/** The template of step `code-optimization`, but for the values that it takes over. */
async function isOptimized(code: string): Promise<boolean> {
  const template = await stepFile('04-code-optimization/lambda_function.py')
  return withoutValues(code) === withoutValues(template)
}

const withoutValues = (code: string): string => code.replaceAll(/^(?:[A-Z_]+ = .*|import os)\n/gm, '')
