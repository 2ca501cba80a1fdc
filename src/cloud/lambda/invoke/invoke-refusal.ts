import { ServiceError } from '../../service.js'
import { pending } from '../functions/errors.js'
import { latestVersion } from '../functions/function-state.js'
import type { Functions } from '../functions/functions.js'
import type { InvokeOutcome } from '../invoker.js'

/** Why a function that the invoker doesn't serve can't be invoked: there is none, or it is still being made. */
export function invokeRefusal(functions: Functions, name: string, qualifier: string): InvokeOutcome {
  try {
    functions.version({ name, qualifier: qualifier === latestVersion ? null : qualifier })
    return refused(pending())
  } catch (error) {
    if (error instanceof ServiceError) return refused(error)
    throw error
  }
}

function refused({ code, status, message }: ServiceError): InvokeOutcome {
  return { kind: 'refused', code, status, message }
}
