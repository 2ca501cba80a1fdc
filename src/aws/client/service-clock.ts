/**
 * Whether a call was refused because of this computer's clock alone, and the SDK has taken over the service's clock since: signed anew,
 * the same call is taken. It was not carried out, so that also who repeats nothing else may repeat it.
 */
export function isRefusedForItsTime(thrown: unknown): boolean {
  return thrown instanceof Error && OF_THE_CLOCK.has(thrown.name) && isCorrected(thrown)
}

const OF_THE_CLOCK = new Set([
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
])

/** The SDK's mark on an error. */
function isCorrected(error: Error): boolean {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return false
  return 'clockSkewCorrected' in error.$metadata && error.$metadata.clockSkewCorrected === true
}
