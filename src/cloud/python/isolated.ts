import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { FOR_PYTHON } from '../../system/child-environment.js'
import { childVariables } from '../control/child-variables.js'

/** Before all other arguments: no module from the working folder, none that a variable names, none of the user's own site. */
export const ISOLATED = ['-I'] as const

/** Where an isolated Python works: in no folder that could hold settings for it or for what stands before it on the PATH. */
export const NEUTRAL_FOLDER = '/'

/** Of the user's variables what finds and loads a Python: none by which it or pip would take modules or settings from elsewhere. */
export const isolatedVariables = (user: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv =>
  childVariables(FOR_PYTHON, user)

/** Runs Python isolated to its end and answers what it printed. Throws where it fails or takes longer than two minutes. */
export async function isolatedPython(
  executable: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = isolatedVariables(),
): Promise<string> {
  const { stdout } = await promisify(execFile)(executable, [...ISOLATED, ...args], {
    env: variables,
    cwd: NEUTRAL_FOLDER,
    timeout: 120_000,
  })
  return stdout
}
