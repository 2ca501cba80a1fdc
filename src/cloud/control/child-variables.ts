import { type Purpose, variablesFor } from '../../system/child-environment.js'
import { inheritedMark } from './folder-mark.js'

/** The environment of a process that the cloud starts: what serves these purposes, and the mark by which it is found. */
export const childVariables = (
  purposes: readonly Purpose[],
  person: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv => ({ ...variablesFor(purposes, person), ...inheritedMark() })
