import type { LabError } from '../errors.js'
import type { Check } from '../step.js'
import type { Text } from '../text.js'
import type { Lab } from './lab.js'

export interface CheckedStep {
  readonly id: string
  readonly title: Text
  readonly outcome:
    Check | { readonly kind: 'pending' } | { readonly kind: 'unknown'; readonly error: LabError }
}

/** Whether what is done is still true; reads only, needs no lock, tells the host nothing. Steps that are not done are `pending`. */
export async function check(_lab: Lab): Promise<readonly CheckedStep[]> {
  throw new Error('not built yet')
}
